package dev.muster.status.projection;

import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.Warning;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a submission failed, and the row as it was given.
 *
 * @param columns the row as given; empty where the service that failed did not have it, without the hardware hash where
 *     that did not have it
 * @param warnings what was put up with before
 */
public record Failed(
        FailureCode code,
        List<Finding> findings,
        @Nullable UUID requestId,
        Map<String, @Nullable String> columns,
        @Nullable String originalLine,
        List<Warning> warnings) {

    /** Of one that was stored before warnings were kept. */
    @SuppressWarnings("NullAway") // what is read back may lack them
    public Failed {
        warnings = warnings == null ? List.of() : warnings;
    }

    static Failed of(DeviceRejected event) {
        return new Failed(
                event.code(),
                event.findings(),
                event.requestId(),
                event.columns(),
                event.originalLine(),
                event.warnings());
    }
}
