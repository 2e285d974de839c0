package dev.muster.model.hash;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a hardware hash says of its device, as written in it; null where the record is absent or blank.
 *
 * @param manufacturer record 16, SMBIOS system manufacturer
 * @param model record 17, SMBIOS system product name
 * @param serialNumber record 14, SMBIOS system serial number
 * @param smbiosUuid record 12; recorded, never compared: junk values are common
 */
public record HashContent(
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable String serialNumber,
        @Nullable UUID smbiosUuid) {

    static final HashContent NOTHING = new HashContent(null, null, null, null);
}
