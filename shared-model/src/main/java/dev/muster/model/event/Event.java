package dev.muster.model.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.muster.model.topic.Topic;
import java.time.Instant;

/**
 * A fact, in the past tense, as it travels on a topic. On the wire {@code type} is the record's name in kebab case and
 * comes first. A change within a version of a topic only adds optional fields; readers ignore what they don't know.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DeviceSubmitted.class, name = "device-submitted"),
    @JsonSubTypes.Type(value = DeviceValidated.class, name = "device-validated"),
    @JsonSubTypes.Type(value = DeviceRejected.class, name = "device-rejected"),
    @JsonSubTypes.Type(value = DeviceClaimed.class, name = "device-claimed"),
    @JsonSubTypes.Type(value = DeviceReleased.class, name = "device-released"),
    @JsonSubTypes.Type(value = DeviceReleaseRefused.class, name = "device-release-refused"),
    @JsonSubTypes.Type(value = DeviceReleaseRequested.class, name = "device-release-requested"),
    @JsonSubTypes.Type(value = DeviceCheckedIn.class, name = "device-checked-in"),
    @JsonSubTypes.Type(value = DeviceShipped.class, name = "device-shipped"),
    @JsonSubTypes.Type(value = DeviceContested.class, name = "device-contested"),
    @JsonSubTypes.Type(value = TenantSettingsChanged.class, name = "tenant-settings-changed"),
    @JsonSubTypes.Type(value = ManufacturerSettingsChanged.class, name = "manufacturer-settings-changed"),
    @JsonSubTypes.Type(value = RebuildRequested.class, name = "rebuild-requested"),
    @JsonSubTypes.Type(value = RebuildReported.class, name = "rebuild-reported"),
    @JsonSubTypes.Type(value = StagePauseChanged.class, name = "stage-pause-changed"),
    @JsonSubTypes.Type(value = RegistrationOpened.class, name = "registration-opened"),
    @JsonSubTypes.Type(value = RegistrationInterrupted.class, name = "registration-interrupted"),
    @JsonSubTypes.Type(value = RegistrationClosed.class, name = "registration-closed"),
})
public sealed interface Event
        permits SubmissionEvent,
                RegistrationEvent,
                DeviceReleased,
                DeviceReleaseRefused,
                DeviceReleaseRequested,
                DeviceCheckedIn,
                DeviceShipped,
                DeviceContested,
                SettingsEvent,
                ControlEvent {

    /** Where the fact is written. */
    Topic topic();

    /** The record's key: all facts with the same key are in order. */
    String key();

    /** The CloudEvents id: the same whenever the same fact is told again. */
    String id();

    /** When it happened. */
    Instant time();

    /** The organization that it is about. */
    String tenant();
}
