package dev.muster.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.model.identity.DeviceId;
import java.time.Instant;

/**
 * What holds for the devices of a manufacturer.
 *
 * @param tenant of the operator who decided it
 * @param manufacturer normalised, as in a device's identity
 * @param catalogue whether a row with a hardware hash needs a supplier's declaration too
 */
public record ManufacturerSettingsChanged(
        String tenant, String manufacturer, long version, Catalogue catalogue, String changedBy, Instant changedAt)
        implements SettingsEvent {

    /** What a supplier's declaration means for a row with a hardware hash. */
    public enum Catalogue {
        @JsonProperty("optional")
        OPTIONAL,
        @JsonProperty("required")
        REQUIRED
    }

    /** The record's key of the settings of {@code manufacturer}, which is normalised here. */
    public static String key(String manufacturer) {
        return "manufacturer:" + DeviceId.manufacturer(manufacturer);
    }

    @Override
    public String key() {
        return key(manufacturer);
    }
}
