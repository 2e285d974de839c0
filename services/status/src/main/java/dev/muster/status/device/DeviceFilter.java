package dev.muster.status.device;

import dev.muster.model.identity.Normal;
import dev.muster.runtime.problem.ProblemException;
import dev.muster.status.SerialNumbers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which devices of a tenant are wanted, as conditions in SQL: on those that are owned, and on those that are not. */
final class DeviceFilter {

    private final StringBuilder owned = new StringBuilder();
    private final StringBuilder open = new StringBuilder();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final String tenant;
    private final Instant now;
    private boolean wantsOwned = true;
    private boolean wantsOpen = true;

    DeviceFilter(String tenant, Instant now) {
        this.tenant = tenant;
        this.now = now;
        parameters.put("tenant", tenant);
    }

    String tenant() {
        return tenant;
    }

    DeviceFilter state(@Nullable String word) {
        if (word == null) {
            return this;
        }
        DeviceState state = DeviceState.of(word)
                .orElseThrow(() -> ProblemException.invalidParameter("state has to be one of the device states."));
        wantsOwned = state.isOwned();
        wantsOpen = !wantsOwned;
        switch (state) {
            case REGISTRATION_PENDING -> open.append(" and s.outcome = 0");
            case REGISTRATION_FAILED -> open.append(" and s.outcome > 0");
            case READY_FOR_USER -> owned.append(" and c.last_seen_at is null");
            case ACTIVE -> owned.append(" and c.last_seen_at > ").append(activeSince());
            case INACTIVE -> owned.append(" and c.last_seen_at <= ").append(activeSince());
        }
        return this;
    }

    private String activeSince() {
        parameters.put("active", now.minus(DeviceState.ACTIVE_FOR).toEpochMilli());
        return "timestamptz 'epoch' + :active * interval '1 millisecond'";
    }

    DeviceFilter orderId(@Nullable String value) {
        return equal("order_id", "order", checkText("orderId", value));
    }

    DeviceFilter purchaseId(@Nullable String value) {
        return equal("purchase_id", "purchase", checkText("purchaseId", value));
    }

    DeviceFilter serialNumber(@Nullable String value) {
        return equal("serial_normal", "serial", SerialNumbers.comparable(checkText("serialNumber", value)));
    }

    DeviceFilter registrationId(@Nullable String value) {
        try {
            return equal("registration_id", "registration", value == null ? null : UUID.fromString(value));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalidParameter("registrationId has to be the id of a registration.");
        }
    }

    DeviceFilter deviceId(UUID value) {
        return equal("device_id", "device", value);
    }

    /** The beginning of a serial number, a model or a user, or any part of a serial number. */
    DeviceFilter text(@Nullable String q) {
        if (q == null || q.isBlank()) {
            return this;
        }
        checkText("q", q);
        String escaped =
                Normal.form(q).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        parameters.put("part", "%" + escaped + "%");
        parameters.put("begin", escaped + "%");
        owned.append(" and (d.serial_normal like :part or lower(d.model) like :begin"
                + " or lower(u.assigned_user) like :begin or lower(c.last_user) like :begin)");
        open.append(" and (s.serial_normal like :part or lower(s.model) like :begin"
                + " or lower(s.assigned_user) like :begin)");
        return this;
    }

    /** No text in the database holds a NUL, and none can be asked for. */
    private static @Nullable String checkText(String name, @Nullable String value) {
        if (value != null && value.indexOf('\0') >= 0) {
            throw ProblemException.invalidParameter(name + " holds a character that no device has.");
        }
        return value;
    }

    private DeviceFilter equal(String column, String parameter, @Nullable Object value) {
        if (value != null) {
            parameters.put(parameter, value);
            owned.append(" and d.").append(column).append(" = :").append(parameter);
            open.append(" and s.").append(column).append(" = :").append(parameter);
        }
        return this;
    }

    /** Conditions on the owned ones; empty where none of those is wanted. */
    Optional<String> owned() {
        return wantsOwned ? Optional.of(owned.toString()) : Optional.empty();
    }

    /** Conditions on the others; empty where none of those is wanted. */
    Optional<String> open() {
        return wantsOpen ? Optional.of(open.toString()) : Optional.empty();
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
