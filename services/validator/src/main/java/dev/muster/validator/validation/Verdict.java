package dev.muster.validator.validation;

import dev.muster.model.event.Warning;
import dev.muster.model.failure.Finding;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the rules say of a row. */
public sealed interface Verdict {

    /**
     * It names a device.
     *
     * @param hashed whether a sound hardware hash says so, or only the columns
     */
    record Valid(
            String manufacturer,
            @Nullable String model,
            String serialNumber,
            boolean hashed,
            @Nullable UUID smbiosUuid,
            List<Warning> warnings)
            implements Verdict {}

    /**
     * It cannot be registered.
     *
     * @param findings all that is wrong, at least one, the deciding one first
     */
    record Invalid(List<Finding> findings) implements Verdict {}
}
