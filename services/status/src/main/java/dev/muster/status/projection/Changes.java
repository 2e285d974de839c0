package dev.muster.status.projection;

import dev.muster.model.event.ControlEvent;
import dev.muster.model.event.DeviceCheckedIn;
import dev.muster.model.event.DeviceClaimed;
import dev.muster.model.event.DeviceContested;
import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceReleaseRefused;
import dev.muster.model.event.DeviceReleaseRequested;
import dev.muster.model.event.DeviceReleased;
import dev.muster.model.event.DeviceShipped;
import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.DeviceValidated;
import dev.muster.model.event.Event;
import dev.muster.model.event.RegistrationClosed;
import dev.muster.model.event.RegistrationInterrupted;
import dev.muster.model.event.RegistrationOpened;
import dev.muster.model.event.SettingsEvent;
import dev.muster.model.identity.SubmissionId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What a batch of events says, folded to one row for each thing that it is about. */
public final class Changes {

    private final Map<SubmissionId, SubmissionRow> submissions = new HashMap<>();
    private final Map<DeviceRow.Key, DeviceRow> devices = new HashMap<>();
    private final Map<DeviceRow.Key, CheckInRow> checkIns = new HashMap<>();
    private final Map<UUID, RegistrationRow> registrations = new HashMap<>();
    private final Map<UUID, ReleaseRow> releases = new HashMap<>();

    /**
     * Adds what {@code event} says.
     *
     * @param partition where the event lies on its topic
     * @param offset likewise
     */
    public void add(Event event, int partition, long offset) {
        switch (event) {
            case DeviceSubmitted e ->
                put(submissions, SubmissionRow.of(e, new SubmissionRow.Source(partition, offset)));
            case DeviceRejected e -> put(submissions, SubmissionRow.of(e));
            case DeviceClaimed e -> {
                put(submissions, SubmissionRow.of(e));
                put(devices, DeviceRow.of(e));
            }
            case DeviceReleased e -> {
                put(devices, DeviceRow.of(e));
                put(releases, ReleaseRow.of(e));
            }
            case DeviceReleaseRefused e -> put(releases, ReleaseRow.of(e));
            case DeviceReleaseRequested e -> put(releases, ReleaseRow.of(e));
            case DeviceCheckedIn e -> put(checkIns, CheckInRow.of(e));
            case RegistrationOpened e -> put(registrations, RegistrationRow.of(e));
            case RegistrationInterrupted e -> put(registrations, RegistrationRow.of(e));
            case RegistrationClosed e -> put(registrations, RegistrationRow.of(e));
            case DeviceValidated e -> throw notForTheReadModel(e);
            case DeviceShipped e -> throw notForTheReadModel(e);
            case DeviceContested e -> throw notForTheReadModel(e);
            case SettingsEvent e -> throw notForTheReadModel(e);
            case ControlEvent e -> throw notForTheReadModel(e);
        }
    }

    private static IllegalArgumentException notForTheReadModel(Event event) {
        return new IllegalArgumentException("not for the read model: " + event.id());
    }

    private static <K extends Comparable<? super K>, R extends Row<K, R>> void put(Map<K, R> rows, R row) {
        rows.merge(row.key(), row, Row::merge);
    }

    public Map<SubmissionId, SubmissionRow> submissions() {
        return submissions;
    }

    public Map<DeviceRow.Key, DeviceRow> devices() {
        return devices;
    }

    public Map<DeviceRow.Key, CheckInRow> checkIns() {
        return checkIns;
    }

    public Map<UUID, RegistrationRow> registrations() {
        return registrations;
    }

    public Map<UUID, ReleaseRow> releases() {
        return releases;
    }
}
