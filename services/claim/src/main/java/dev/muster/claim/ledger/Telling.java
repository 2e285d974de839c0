package dev.muster.claim.ledger;

import dev.muster.model.event.DeviceClaimed;
import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceReleaseRefused;
import dev.muster.model.event.DeviceReleased;
import dev.muster.model.event.DeviceValidated;
import dev.muster.model.event.Event;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import java.util.List;

/** Tells a decision: the same event, word for word, whenever the same decision is told. */
public final class Telling {

    private static final String NOT_YOURS = "not-yours";

    private Telling() {}

    /** The event that tells what was decided about what was asked. */
    public static Event of(Ask ask, Entry entry) {
        return switch (ask) {
            case Ask.Release release -> release(entry);
            case Ask.Claim claim -> {
                FailureCode failure = entry.outcome().failure();
                yield failure == null ? claimed(claim.row(), entry) : rejected(claim.row(), entry, failure);
            }
        };
    }

    private static Event release(Entry entry) {
        var id = entry.cause().registration();
        return entry.outcome() == Outcome.RELEASED
                ? new DeviceReleased(
                        id, entry.tenant(), entry.partner(), entry.deviceId(), entry.sequence(), entry.decidedAt())
                : new DeviceReleaseRefused(
                        id,
                        entry.tenant(),
                        entry.partner(),
                        entry.deviceId(),
                        entry.sequence(),
                        NOT_YOURS,
                        entry.decidedAt());
    }

    private static DeviceClaimed claimed(DeviceValidated row, Entry entry) {
        return new DeviceClaimed(
                row.submission(),
                row.tenant(),
                row.partner(),
                row.deviceId(),
                entry.sequence(),
                row.manufacturer(),
                row.model(),
                row.serialNumber(),
                entry.decidedAt(),
                row.submission().registration(),
                row.orderId(),
                row.purchaseId(),
                row.groupTag(),
                row.submittedAt(),
                row.submittedBy(),
                row.warnings());
    }

    private static DeviceRejected rejected(DeviceValidated row, Entry entry, FailureCode code) {
        return new DeviceRejected(
                row.submission(),
                row.tenant(),
                row.partner(),
                row.deviceId(),
                DeviceRejected.By.CLAIM,
                code,
                List.of(new Finding(code, entry.detail())),
                null,
                entry.sequence(),
                row.manufacturer(),
                row.model(),
                row.serialNumber(),
                row.groupTag(),
                row.assignedUser(),
                row.orderId(),
                row.purchaseId(),
                row.submittedAt(),
                row.submittedBy(),
                entry.decidedAt(),
                row.warnings(),
                row.columns(),
                null);
    }
}
