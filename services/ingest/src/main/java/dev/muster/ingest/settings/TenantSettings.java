package dev.muster.ingest.settings;

import dev.muster.model.event.TenantSettingsChanged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an organization has chosen.
 *
 * @param holdDays days for which a row that no supplier has declared yet stays pending
 * @param partners the organizations that may act for it
 */
public record TenantSettings(int holdDays, List<String> partners) {

    static TenantSettings of(@Nullable TenantSettingsChanged settings) {
        return settings == null
                ? new TenantSettings(0, List.of())
                : new TenantSettings(settings.holdDays(), settings.partners());
    }
}
