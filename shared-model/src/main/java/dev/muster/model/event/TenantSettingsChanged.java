package dev.muster.model.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an organization has chosen.
 *
 * @param partner the organization that changed it for {@code tenant}, or null where the tenant did so itself
 * @param holdDays days for which a row that no supplier has declared stays pending, 0 to 5
 * @param partners the tenants that may act for this one, in alphabetical order
 */
public record TenantSettingsChanged(
        String tenant,
        @Nullable String partner,
        long version,
        int holdDays,
        List<String> partners,
        String changedBy,
        Instant changedAt)
        implements SettingsEvent {

    /** Days for which a row can wait for its manifest at most. */
    public static final int LONGEST_HOLD_DAYS = 5;

    /** The record's key of the settings of {@code tenant}. */
    public static String key(String tenant) {
        return "tenant:" + tenant;
    }

    @Override
    public String key() {
        return key(tenant);
    }

    /** How long a row that no supplier has declared stays pending. */
    public Duration hold() {
        return Duration.ofDays(holdDays);
    }
}
