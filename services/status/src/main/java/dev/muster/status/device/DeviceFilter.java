package dev.muster.status.device;

import dev.muster.model.identity.Normal;
import dev.muster.runtime.problem.ProblemException;
import dev.muster.status.SerialNumbers;
import dev.muster.status.Texts;
import dev.muster.status.projection.Expiry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which devices of a tenant are wanted, as conditions in SQL. Those that an index answers in the order of the list are
 * kept apart from those for which rows have to be looked through.
 */
final class DeviceFilter {

    private final StringBuilder exact = new StringBuilder();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final String tenant;
    private final Instant now;
    private @Nullable DeviceState state;
    private boolean narrow;
    private boolean searched;
    private boolean byGrams;

    DeviceFilter(String tenant, Instant now) {
        this.tenant = tenant;
        this.now = now;
        parameters.put("tenant", tenant);
        parameters.put("kept", Expiry.at(now).firstKept());
    }

    String tenant() {
        return tenant;
    }

    Instant now() {
        return now;
    }

    DeviceFilter state(@Nullable String word) {
        if (word != null && !word.isBlank()) {
            state = DeviceState.of(word)
                    .orElseThrow(() -> ProblemException.invalidParameter("state has to be one of the device states."));
        }
        return this;
    }

    DeviceFilter orderId(@Nullable String value) {
        return equal("order_id", "order", Texts.kept(checkText("orderId", value)));
    }

    DeviceFilter purchaseId(@Nullable String value) {
        return equal("purchase_id", "purchase", Texts.kept(checkText("purchaseId", value)));
    }

    DeviceFilter serialNumber(@Nullable String value) {
        return equal("serial_normal", "serial", SerialNumbers.comparable(checkText("serialNumber", value)));
    }

    DeviceFilter registrationId(@Nullable String value) {
        try {
            return equal(
                    "registration_id",
                    "registration",
                    value == null || value.isBlank() ? null : UUID.fromString(value));
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalidParameter("registrationId has to be the id of a registration.");
        }
    }

    DeviceFilter deviceId(UUID value) {
        return equal("device_id", "device", value);
    }

    /** The beginning of a serial number, a model or a user, or a part of a serial number. */
    DeviceFilter text(@Nullable String q) {
        if (q == null || q.isBlank()) {
            return this;
        }
        checkText("q", q);
        String form = Normal.form(q);
        String escaped = form.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        searched = true;
        byGrams = form.codePointCount(0, form.length()) >= SerialNumbers.GRAM;
        if (byGrams) {
            parameters.put("grams", SerialNumbers.grams(tenant, form));
        }
        parameters.put("part", "%" + escaped + "%");
        parameters.put("begin", escaped + "%");
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
        if (value != null && !value.toString().isBlank()) {
            narrow = true;
            parameters.put(parameter, value);
            exact.append(" and d.").append(column).append(" = :").append(parameter);
        }
        return this;
    }

    /**
     * The parts of the list that can have such devices, each once, for a list in that order. What an index of its own
     * narrows down is one part: those by time of all devices would be looked through for it.
     */
    List<DevicePart> parts(DeviceOrder order) {
        boolean byTime = order.byTime() && !narrow;
        if (state == null) {
            return byTime
                    ? List.of(DevicePart.READY, DevicePart.USED, DevicePart.OPEN)
                    : List.of(DevicePart.OWNED, DevicePart.OPEN);
        }
        return List.of(
                switch (state) {
                    case REGISTRATION_PENDING, REGISTRATION_FAILED -> DevicePart.OPEN;
                    case READY_FOR_USER -> byTime ? DevicePart.READY : DevicePart.OWNED;
                    case ACTIVE, INACTIVE -> byTime ? DevicePart.USED : DevicePart.OWNED;
                });
    }

    /** Conditions that an index answers. */
    String exact() {
        return exact.toString();
    }

    /** Conditions for which rows of a part are looked through; empty where there are none. */
    String searched(DevicePart part) {
        return ofState(part) + (searched ? ofText(part) : "");
    }

    boolean isSearchedIn(DevicePart part) {
        return !searched(part).isEmpty();
    }

    boolean isText() {
        return searched;
    }

    /** Whether one or two characters are searched for. */
    boolean isShort() {
        return searched && !byGrams;
    }

    private String ofState(DevicePart part) {
        if (state == null) {
            return "";
        }
        return switch (state) {
            case REGISTRATION_PENDING -> " and d.outcome = 0";
            case REGISTRATION_FAILED -> " and d.outcome > 0";
            case READY_FOR_USER -> part == DevicePart.READY ? "" : " and d.last_seen_at is null";
            case ACTIVE -> " and d.last_seen_at > " + DeviceState.ACTIVE_SINCE;
            case INACTIVE -> " and d.last_seen_at <= " + DeviceState.ACTIVE_SINCE;
        };
    }

    private String ofText(DevicePart part) {
        String grams =
                byGrams && part != DevicePart.OPEN ? "d.serial_grams @> cast(cast(:grams as text) as int4[]) and " : "";
        return " and (" + grams + "d.serial_normal like :part" + orBegins(part) + ")";
    }

    private static String orBegins(DevicePart part) {
        return " or lower(d.model) like :begin or lower(d.assigned_user) like :begin"
                + (part == DevicePart.OPEN ? "" : " or lower(d.last_user) like :begin");
    }

    /** Values for all of this; a statement takes those that it names. */
    Map<String, Object> parameters() {
        var all = new LinkedHashMap<>(parameters);
        all.put("active", now.minus(DeviceState.ACTIVE_FOR).toEpochMilli());
        return all;
    }
}
