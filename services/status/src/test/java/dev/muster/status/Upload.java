package dev.muster.status;

import dev.muster.model.event.RegistrationClosed;
import dev.muster.model.event.RegistrationInterrupted;
import dev.muster.model.event.RegistrationOpened;
import dev.muster.model.event.Warning;
import dev.muster.model.identity.SubmissionId;
import dev.muster.model.identity.Uuids;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** An upload in a test, and what can be told of it as a whole. Each one is newer than the one made before it. */
public record Upload(UUID id, String tenant, String partner, String orderId, String purchaseId, Instant at) {

    public static final String FILE = "devices.csv";

    private static final Duration AGO = Duration.ofDays(40);
    private static final AtomicLong MADE = new AtomicLong();

    public static Upload of(String tenant) {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(AGO);
        Instant at = begin.plusSeconds(10 * MADE.incrementAndGet());
        return new Upload(Uuids.timeOrdered(at), tenant, null, null, null, at);
    }

    /** A tenant that no other test knows. */
    public static String newTenant() {
        return "tenant-" + MADE.incrementAndGet();
    }

    /** The same as if it had been made at that moment. */
    public Upload made(Instant moment) {
        return new Upload(Uuids.timeOrdered(moment), tenant, partner, orderId, purchaseId, moment);
    }

    public Upload by(String actingPartner) {
        return new Upload(id, tenant, actingPartner, orderId, purchaseId, at);
    }

    public Upload ordered(String order, String purchase) {
        return new Upload(id, tenant, partner, order, purchase, at);
    }

    /** The row on that line of the first file. */
    public Handed row(int line, String serialNumber) {
        return row(1, line, serialNumber);
    }

    public Handed row(int file, int line, String serialNumber) {
        return new Handed(
                this,
                new SubmissionId(id, file, line),
                "Contoso",
                "Model-1",
                serialNumber,
                null,
                "hash-of-" + serialNumber);
    }

    public RegistrationOpened opened(int attempt) {
        return new RegistrationOpened(
                id, tenant, partner, attempt, List.of(FILE), orderId, purchaseId, at, "user-" + attempt);
    }

    public RegistrationInterrupted interrupted(int attempt) {
        return new RegistrationInterrupted(id, tenant, null, attempt, at.plusSeconds(60));
    }

    public RegistrationClosed closed(int attempt, int rows) {
        return closed(attempt, rows, at.plusMillis(500L * attempt));
    }

    public RegistrationClosed closed(int attempt, int rows, Instant closedAt) {
        var warnings = List.of(new Warning("extra-column", "Column 'Notes' ignored"));
        return new RegistrationClosed(id, tenant, null, attempt, List.of(FILE), rows, rows, 0, warnings, closedAt);
    }
}
