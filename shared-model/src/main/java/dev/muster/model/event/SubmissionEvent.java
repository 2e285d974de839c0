package dev.muster.model.event;

import dev.muster.model.identity.SubmissionId;
import java.util.UUID;

/** A fact about one row of one upload, keyed by the device that the row names. */
public sealed interface SubmissionEvent extends Event
        permits DeviceSubmitted, DeviceValidated, DeviceRejected, DeviceClaimed {

    SubmissionId submission();

    UUID deviceId();

    @Override
    default String key() {
        return deviceId().toString();
    }
}
