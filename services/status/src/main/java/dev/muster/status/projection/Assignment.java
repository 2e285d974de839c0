package dev.muster.status.projection;

import dev.muster.model.identity.SubmissionId;
import java.util.Optional;

/** Who is to use a device, as the submission said by which it was claimed. The ledger, kept for ever, never tells. */
public record Assignment(DeviceRow.Key device, SubmissionId submission, String user) {

    /** What a submission says; nothing before it is registered. */
    public static Optional<Assignment> of(SubmissionRow row) {
        String user = row.attributes().assignedUser();
        return row.outcome() == Outcome.REGISTERED && user != null
                ? Optional.of(new Assignment(new DeviceRow.Key(row.tenant(), row.deviceId()), row.key(), user))
                : Optional.empty();
    }
}
