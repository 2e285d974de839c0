package dev.muster.status.device;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** What a device is doing. Computed whenever it is asked for, never stored. */
public enum DeviceState {
    REGISTRATION_PENDING,
    REGISTRATION_FAILED,
    READY_FOR_USER,
    ACTIVE,
    INACTIVE;

    /** How long after it was last seen a device is active. */
    static final Duration ACTIVE_FOR = Duration.ofDays(7);

    /** The moment since which an active device was seen, in SQL. */
    static final String ACTIVE_SINCE = "(timestamptz 'epoch' + :active * interval '1 millisecond')";

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The state of an owned device. */
    static DeviceState owned(@Nullable Instant lastSeenAt, Instant now) {
        if (lastSeenAt == null) {
            return READY_FOR_USER;
        }
        return lastSeenAt.isAfter(now.minus(ACTIVE_FOR)) ? ACTIVE : INACTIVE;
    }

    /** The place of an owned device's state among all, in SQL, as a text. */
    static String sql() {
        return "case when d.last_seen_at is null then '2' when d.last_seen_at > " + ACTIVE_SINCE
                + " then '3' else '4' end";
    }

    /** The state of that word. */
    static Optional<DeviceState> of(String word) {
        return Arrays.stream(values()).filter(state -> state.word.equals(word)).findFirst();
    }

    /** As it is written in answers and filters, for example {@code ready-for-user}. */
    @JsonValue
    public String word() {
        return word;
    }

    /** True for the states of a device that the organization owns. */
    boolean isOwned() {
        return this != REGISTRATION_PENDING && this != REGISTRATION_FAILED;
    }

    String label(Locale language) {
        return texts(language).getString(word + ".label");
    }

    String description(Locale language) {
        return texts(language).getString(word + ".description");
    }

    private static ResourceBundle texts(Locale language) {
        return ResourceBundle.getBundle(
                "dev.muster.status.device.states",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
