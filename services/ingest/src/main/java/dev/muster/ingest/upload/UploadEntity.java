package dev.muster.ingest.upload;

import dev.muster.runtime.caller.Caller;
import dev.muster.runtime.topic.TraceParent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table of uploads. */
@Entity
@Table(name = "upload")
class UploadEntity {

    static final String RECEIVING = "receiving";
    static final String INTERRUPTED = "interrupted";
    static final String CLOSED = "closed";

    @Id
    @Column(updatable = false)
    UUID id;

    @Column(updatable = false)
    String kind;

    @Column(updatable = false)
    String tenant;

    @Column(updatable = false)
    @Nullable
    String partner;

    @Column(updatable = false)
    String subject;

    @Column(name = "idempotency_key", updatable = false)
    @Nullable
    String idempotencyKey;

    /** For each row that has none of its own. */
    @Column(name = "order_id", updatable = false)
    @Nullable
    String orderId;

    @Column(name = "purchase_id", updatable = false)
    @Nullable
    String purchaseId;

    @Column(name = "submitted_at", updatable = false)
    Instant submittedAt;

    /** Of the attempt that is under way; null where it began before this was kept. */
    @Nullable
    String traceparent;

    String state;

    int attempt;

    /** The process that reads it. */
    UUID holder;

    /** Until when the process that reads it counts as alive. */
    @Column(name = "leased_until")
    Instant leasedUntil;

    /** Chunks, from the first, that the broker has acknowledged. */
    @Column(name = "acknowledged_chunks")
    int acknowledgedChunks;

    /** The digest of the whole, once it was read to its end. */
    @Nullable
    String digest;

    /** The answer that was given, as JSON, once it was read to its end. */
    @Nullable
    String answer;

    protected UploadEntity() {}

    /** As it is read in its attempt {@code number}, which {@code trace} is of. */
    Upload upload(int number, TraceParent trace) {
        return new Upload(
                id,
                Kind.of(kind),
                new Caller(tenant, partner, subject),
                number,
                idempotencyKey,
                orderId,
                purchaseId,
                submittedAt,
                trace,
                acknowledgedChunks);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UploadEntity upload && id.equals(upload.id);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(id);
    }
}
