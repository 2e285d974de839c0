package dev.muster.local.file;

import dev.muster.model.event.Warning;
import dev.muster.model.failure.Finding;
import dev.muster.model.hash.HashContent;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a row says, and what would become of it.
 *
 * @param line on which it begins, from 1
 * @param hash what could be read of the hardware hash, sound or not; null where the row has none
 * @param manufacturer of the hash where it says so, else of the column
 * @param deviceId null where the row would fail before anybody asks which device it is
 * @param findings all that is wrong, the deciding one first; nothing where the row is good
 * @param undeclared a good row without a hash, which counts only if a supplier has declared the device
 */
public record Inspected(
        int line,
        @Nullable HashContent hash,
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable String serialNumber,
        @Nullable UUID deviceId,
        List<Finding> findings,
        List<Warning> warnings,
        boolean undeclared) {

    public boolean fails() {
        return !findings.isEmpty();
    }
}
