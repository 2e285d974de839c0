package dev.muster.claim.ledger;

import dev.muster.model.event.DeviceValidated;
import dev.muster.model.event.ManufacturerSettingsChanged;
import dev.muster.model.event.TenantSettingsChanged;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * The settings of those whom a batch is about; who is missing has the defaults.
 *
 * @param holds by the settings' key, how long rows of a tenant may wait
 * @param required the settings' keys of manufacturers whose devices must be declared
 */
public record Settings(Map<String, Duration> holds, Set<String> required) {

    /** Nobody has changed anything. */
    public static final Settings DEFAULTS = new Settings(Map.of(), Set.of());

    /** What holds for {@code row}. */
    public Terms of(DeviceValidated row) {
        if (holds.isEmpty() && required.isEmpty()) {
            return Terms.DEFAULTS;
        }
        return new Terms(
                holds.getOrDefault(TenantSettingsChanged.key(row.tenant()), Duration.ZERO),
                required.contains(ManufacturerSettingsChanged.key(row.manufacturer())));
    }
}
