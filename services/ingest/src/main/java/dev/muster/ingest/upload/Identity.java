package dev.muster.ingest.upload;

import dev.muster.model.hash.HardwareHashDecoder;
import dev.muster.model.hash.HashReading.Sound;
import dev.muster.model.identity.DeviceId;
import dev.muster.model.identity.SubmissionId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What identifies a device: the hardware hash where it is sound, else the columns.
 *
 * @param model an attribute, and no part of the identity
 */
public record Identity(
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable String serialNumber) {

    /** The identity in a row with these values. */
    public static Identity of(
            @Nullable String manufacturer,
            @Nullable String model,
            @Nullable String serialNumber,
            @Nullable String hash) {
        if (hash != null && HardwareHashDecoder.decode(hash) instanceof Sound sound) {
            var content = sound.content();
            return new Identity(
                    content.manufacturer(), content.model() != null ? content.model() : model, content.serialNumber());
        }
        return new Identity(manufacturer, model, serialNumber);
    }

    /** The id of the device; a row without an identity gets one of its own. */
    public UUID deviceId(SubmissionId submission) {
        return manufacturer == null || serialNumber == null
                ? DeviceId.ofUnidentified(submission)
                : DeviceId.of(manufacturer, serialNumber);
    }
}
