package dev.muster.model.topic;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The topics, by what they carry and how long they keep it. */
public enum Topic {
    DEVICE_SUBMITTED("device.submitted.v1", Duration.ofDays(7)),
    DEVICE_VALIDATED("device.validated.v1", Duration.ofDays(7)),
    DEVICE_REJECTED("device.rejected.v1", Duration.ofDays(90)),
    DEVICE_OWNERSHIP("device.ownership.v1", null),
    DEVICE_RELEASE_REQUESTED("device.release-requested.v1", Duration.ofDays(7)),
    DEVICE_CHECKED_IN("device.checked-in.v1", Duration.ofDays(30)),
    SUPPLIER_DEVICE_SHIPPED("supplier.device-shipped.v1", null),
    DEVICE_CONTESTED("device.contested.v1", Duration.ofDays(90)),
    REGISTRATION_RECEIVED("registration.received.v1", Duration.ofDays(90)),
    SETTINGS("settings.v1", null),
    CONTROL("control.v1", null);

    private final String suffix;
    private final @Nullable Duration retention;

    Topic(String suffix, @Nullable Duration retention) {
        this.suffix = suffix;
        this.retention = retention;
    }

    /** The topic's name on the broker, for example {@code muster.device.submitted.v1} with the prefix {@code muster.}. */
    public String name(String prefix) {
        return prefix + suffix;
    }

    /** How long a record is kept; null is for ever. */
    public @Nullable Duration retention() {
        return retention;
    }

    /** True where each record is the whole state of its key, so that only the newest is kept. */
    public boolean compacted() {
        return this == SETTINGS || this == CONTROL;
    }

    /** The topic on which {@code service} sets aside what it could not process. Kept for {@link #DEAD_LETTER_RETENTION}. */
    public static String deadLetter(String prefix, String service) {
        return prefix + service + ".dead-letter.v1";
    }

    /** How long a dead letter is kept. */
    public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);
}
