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
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What a batch of events says, folded to one row for each thing that it is about. */
public final class Changes {

    private final Map<SubmissionId, SubmissionRow> submissions = new HashMap<>();
    private final Map<DeviceRow.Key, DeviceRow> devices = new HashMap<>();
    private final Map<FormerClaim.Key, FormerClaim> formerClaims = new HashMap<>();
    private final Map<SubmissionId, Assignment> assignments = new HashMap<>();
    private final Map<UUID, RegistrationRow> registrations = new HashMap<>();
    private final Map<UUID, ReleaseRow> releases = new HashMap<>();
    private final Expiry expiry;

    /** Without anything yet; what is expired is never taken up. */
    public Changes(Expiry expiry) {
        this.expiry = expiry;
    }

    /**
     * Adds what {@code event} says.
     *
     * @param partition where the event lies on its topic
     * @param offset likewise
     */
    public void add(Event event, int partition, long offset) {
        switch (event) {
            case DeviceSubmitted e -> submission(SubmissionRow.of(e, new SubmissionRow.Source(partition, offset)));
            case DeviceRejected e -> {
                submission(SubmissionRow.of(e));
                decided(e.submission().registration(), e.tenant(), e.decidedAt());
            }
            case DeviceClaimed e -> {
                submission(SubmissionRow.of(e));
                decided(e.submission().registration(), e.tenant(), e.decidedAt());
                device(DeviceRow.of(e));
            }
            case DeviceReleased e -> {
                device(DeviceRow.of(e));
                release(ReleaseRow.of(e));
            }
            case DeviceReleaseRefused e -> release(ReleaseRow.of(e));
            case DeviceReleaseRequested e -> release(ReleaseRow.of(e));
            case DeviceCheckedIn e -> device(DeviceRow.of(e));
            case RegistrationOpened e -> registration(RegistrationRow.of(e));
            case RegistrationInterrupted e -> registration(RegistrationRow.of(e));
            case RegistrationClosed e -> registration(RegistrationRow.of(e));
            case DeviceValidated e -> throw notForTheReadModel(e);
            case DeviceShipped e -> throw notForTheReadModel(e);
            case DeviceContested e -> throw notForTheReadModel(e);
            case SettingsEvent e -> throw notForTheReadModel(e);
            case ControlEvent e -> throw notForTheReadModel(e);
        }
    }

    /** Adds what another set of tables remembers and the topics may have lost. */
    public void remember(SubmissionRow submission) {
        submission(submission);
    }

    /** Likewise. */
    public void remember(DeviceRow seen) {
        device(seen);
    }

    /** Likewise. */
    public void remember(Assignment assignment) {
        assignments.put(assignment.submission(), assignment);
    }

    /** Likewise; however old, since who asked for a release is kept as long as the release. */
    public void remember(ReleaseRow release) {
        put(releases, release);
    }

    private static IllegalArgumentException notForTheReadModel(Event event) {
        return new IllegalArgumentException("not for the read model: " + event.id());
    }

    private void submission(SubmissionRow row) {
        if (!expiry.isExpired(row.key().registration())) {
            put(submissions, row);
        }
    }

    private void decided(UUID registration, String tenant, Instant decidedAt) {
        var known = registrations.get(registration);
        if (known == null || known.decidedAt() == null || known.decidedAt().isBefore(decidedAt)) {
            registration(RegistrationRow.decided(registration, tenant, decidedAt));
        }
    }

    private void registration(RegistrationRow row) {
        if (!expiry.isExpired(row.key())) {
            put(registrations, row);
        }
    }

    private void release(ReleaseRow row) {
        if (row.isKeptForEver() || !expiry.isExpired(row.at())) {
            put(releases, row);
        }
    }

    private void device(DeviceRow row) {
        FormerClaim.of(devices.get(row.key()), row).ifPresent(former -> formerClaims.put(former.key(), former));
        put(devices, row);
    }

    private static <K extends Comparable<? super K>, R extends Row<K, R>> void put(Map<K, R> rows, R row) {
        rows.merge(row.key(), row, Row::merge);
    }

    public Map<SubmissionId, SubmissionRow> submissions() {
        return submissions;
    }

    /**
     * The devices that something is said of.
     *
     * @param registered submissions as they are now, which may say who is to use a device
     */
    public Map<DeviceRow.Key, DeviceRow> devices(Collection<SubmissionRow> registered) {
        registered.forEach(row -> Assignment.of(row).ifPresent(this::remember));
        assignments.values().forEach(a -> devices.computeIfAbsent(a.device(), DeviceRow::nothing));
        return devices;
    }

    /** The device with its user, where this batch says who that is. */
    public DeviceRow assigned(DeviceRow device) {
        var claim = device.claim();
        var assignment = claim == null ? null : assignments.get(claim.submission());
        return assignment == null ? device : device.assigned(assignment.submission(), assignment.user());
    }

    /** Claims of this batch that later ones of the same batch have replaced. */
    public Map<FormerClaim.Key, FormerClaim> formerClaims() {
        return formerClaims;
    }

    public Map<UUID, RegistrationRow> registrations() {
        return registrations;
    }

    public Map<UUID, ReleaseRow> releases() {
        return releases;
    }
}
