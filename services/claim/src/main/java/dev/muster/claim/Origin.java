package dev.muster.claim;

import dev.muster.model.event.DeviceValidated;
import dev.muster.model.identity.SubmissionId;
import dev.muster.runtime.stage.Received;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The record that a row came with.
 *
 * @param trace the step of the upload's trace that goes on with what is decided; null where it is not known
 * @param partition of the topic of validated rows
 * @param offset in it; negative where it is not known
 */
record Origin(@Nullable String trace, int partition, long offset) {

    static final Origin UNKNOWN = new Origin(null, 0, -1);

    /** Those of the rows of a batch; of a row that is in it twice, the first. */
    static Map<SubmissionId, Origin> of(List<Received> batch) {
        var origins = new HashMap<SubmissionId, Origin>();
        for (var received : batch) {
            if (received.event() instanceof DeviceValidated row) {
                origins.computeIfAbsent(row.submission(), id -> of(received));
            }
        }
        return origins;
    }

    private static Origin of(Received received) {
        return new Origin(
                received.after().toString(),
                received.record().partition(),
                received.record().offset());
    }
}
