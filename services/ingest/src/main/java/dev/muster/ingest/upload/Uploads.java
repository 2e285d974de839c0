package dev.muster.ingest.upload;

import dev.muster.ingest.IngestConfig;
import dev.muster.ingest.pace.Pace;
import dev.muster.model.event.Event;
import dev.muster.runtime.caller.Caller;
import dev.muster.runtime.problem.ProblemException;
import dev.muster.runtime.stage.LogKeys;
import dev.muster.runtime.stage.Outcomes;
import dev.muster.runtime.topic.EventRecords;
import dev.muster.runtime.topic.EventWriter;
import dev.muster.runtime.topic.WriteFailedException;
import dev.muster.storage.RacedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads uploads: chunk by chunk from the socket to the broker, with no more than a few chunks in memory. */
@ApplicationScoped
public class Uploads {

    private static final Logger LOG = Logger.getLogger(Uploads.class);
    private static final int CHUNKS_IN_FLIGHT = 2;

    private final Admission admission;
    private final Pace pace;
    private final UploadStore store;
    private final LeaseStore leases;
    private final EventRecords records;
    private final EventWriter writer;
    private final Outcomes outcomes;
    private final IngestConfig config;
    private final Clock clock;

    Uploads(
            Admission admission,
            Pace pace,
            UploadStore store,
            LeaseStore leases,
            EventRecords records,
            EventWriter writer,
            Outcomes outcomes,
            IngestConfig config,
            Clock clock) {
        this.admission = admission;
        this.pace = pace;
        this.store = store;
        this.leases = leases;
        this.records = records;
        this.writer = writer;
        this.outcomes = outcomes;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Reads an upload to its end. When this returns, the broker has acknowledged every row.
     *
     * @throws dev.muster.runtime.problem.ProblemException where it is refused or broke off, saying how far it came
     */
    public <F> UploadAnswer read(UploadCall call, Caller caller, Intake<F> intake) {
        var asked = call.request(caller);
        var sources = call.sources(config);
        var chunks = new ChunkReader(sources, intake.fields(), config);
        admission.enter(caller.tenant());
        try {
            if (chunks.isEmpty()) {
                throw UploadProblems.empty("The file has a header and no rows.");
            }
            var request = asked.with(sources);
            return switch (store.open(intake.kind(), request)) {
                case Opening.Begun begun -> {
                    leases.hold(begun.upload());
                    try {
                        yield new Reading<>(begun.upload(), request, chunks, intake).read();
                    } finally {
                        leases.left(begun.upload());
                    }
                }
                case Opening.Answered answered -> compare(answered, request, chunks);
            };
        } catch (IOException | UncheckedIOException e) {
            throw UploadProblems.interrupted(0);
        } finally {
            admission.leave(caller.tenant());
        }
    }

    /** An upload that was answered before is read to compare it, and for nothing else. */
    private static UploadAnswer compare(Opening.Answered answered, UploadRequest request, ChunkReader chunks)
            throws IOException {
        var fingerprint = new Fingerprint(request.orderId(), request.purchaseId());
        for (Chunk chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
            fingerprint.add(chunk);
        }
        if (!fingerprint.soFar().equals(answered.digest())) {
            throw UploadProblems.conflict();
        }
        return answered.answer();
    }

    /** One attempt at one upload. */
    private final class Reading<F> {

        private final Upload upload;
        private final ChunkReader chunks;
        private final Intake<F> intake;

        /** Of an upload with a key; nobody can ask for one without. */
        private final @Nullable Fingerprint fingerprint;

        private final SentChunks sent = new SentChunks();
        private int rows;
        private int malformed;

        Reading(Upload upload, UploadRequest request, ChunkReader chunks, Intake<F> intake) {
            this.upload = upload;
            this.chunks = chunks;
            this.intake = intake;
            this.fingerprint =
                    upload.idempotencyKey() == null ? null : new Fingerprint(request.orderId(), request.purchaseId());
        }

        UploadAnswer read() {
            boolean ended = false;
            try {
                tell(upload.kind().opened(upload, chunks.fileNames()));
                int number = 1;
                for (Chunk chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                    handle(chunk, number++);
                }
                awaitAll();
                var answer = new UploadAnswer(upload.id(), rows, rows - malformed, malformed, chunks.warnings());
                tell(upload.kind().closed(upload, chunks.fileNames(), answer, clock.instant()));
                store.close(upload, fingerprint == null ? null : fingerprint.soFar(), answer);
                ended = true;
                logged(() -> LOG.infof(
                        "read %s=%s attempt=%d rows=%d malformed=%d",
                        upload.kind().stored(), upload.id(), upload.attempt(), answer.rows(), answer.malformed()));
                return answer;
            } catch (WriteFailedException e) {
                throw UploadProblems.brokerUnavailable(sent.acknowledgedRows(), upload.idempotencyKey());
            } catch (IOException | UncheckedIOException e) {
                throw UploadProblems.interrupted(sent.acknowledgedRows());
            } catch (RacedException e) { // this process was away for longer than its lease
                throw UploadProblems.inProgress();
            } catch (ProblemException e) {
                settle();
                throw UploadProblems.after(sent.acknowledgedRows(), e);
            } finally {
                if (!ended) {
                    letGo();
                }
            }
        }

        private void tell(List<? extends Event> events) {
            writer.write(events.stream()
                    .map(event -> records.of(event, upload.trace()))
                    .toList());
            outcomes.told(events);
        }

        private void handle(Chunk chunk, int number) {
            if (fingerprint != null) {
                fingerprint.add(chunk);
                if (!store.isSameChunk(upload, number, fingerprint.soFar(), sent.acknowledged())) {
                    throw UploadProblems.conflict();
                }
            }
            int size = chunk.records().size();
            boolean sentBefore = number <= upload.acknowledgedChunks();
            var done = sentBefore
                    ? accept(chunk, null)
                    : pace.inTurn(upload.caller().tenant(), rows, size, () -> accept(chunk, writer.begin()));
            rows += size;
            sent.add(size, done);
            sent.awaitAllBut(CHUNKS_IN_FLIGHT);
        }

        /** Counts the rows of a chunk, and sends them where it is to be sent. */
        private CompletableFuture<Void> accept(Chunk chunk, EventWriter.@Nullable Sending sending) {
            var failures = new ArrayList<F>();
            var tally = new Outcomes.Tally();
            for (var record : chunk.records()) {
                var row = intake.row(upload, chunk.file(), chunk.header(), record);
                malformed += row.accepted() ? 0 : 1;
                if (row.failure() != null) {
                    failures.add(row.failure());
                }
                if (sending != null && row.event() != null) {
                    sending.add(records.of(row.event(), upload.trace()));
                    tally.add(row.event());
                }
            }
            intake.keep(upload, failures);
            return sending == null
                    ? CompletableFuture.completedFuture(null)
                    : sending.end().thenRun(() -> outcomes.told(tally));
        }

        private void awaitAll() {
            writer.flush();
            sent.awaitAllBut(0);
        }

        /** Waits for what is under way, so that it is known how far the upload came. */
        private void settle() {
            try {
                awaitAll();
            } catch (WriteFailedException e) {
                logged(() ->
                        LOG.warnf("not written %s=%s cause=%s", upload.kind().stored(), upload.id(), e.getCause()));
            }
        }

        /** The upload broke off: the lease is given up, and where that fails it is lost by itself. */
        private void letGo() {
            try {
                settle();
                logged(() -> LOG.infof(
                        "broke off %s=%s attempt=%d rows=%d",
                        upload.kind().stored(), upload.id(), upload.attempt(), sent.acknowledgedRows()));
                leases.letGo(upload, sent.acknowledged());
            } catch (RuntimeException e) {
                logged(() -> LOG.warnf(
                        "lease not given up %s=%s cause=%s", upload.kind().stored(), upload.id(), e));
            }
        }

        private void logged(Runnable line) {
            LogKeys.of(Map.of(
                            "tenant",
                            upload.caller().tenant(),
                            upload.kind().stored(),
                            upload.id(),
                            "traceId",
                            upload.trace().traceId()))
                    .during(line);
        }
    }
}
