package dev.muster.status.projection;

import dev.muster.model.event.DeviceCheckedIn;
import dev.muster.model.event.DeviceClaimed;
import dev.muster.model.event.DeviceReleased;
import dev.muster.model.event.Warning;
import dev.muster.model.identity.SubmissionId;
import dev.muster.status.Texts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device and one organization: the newest word of the ledger between the two, the newest claim, and when the device was
 * last seen there.
 *
 * @param sequence the place of the newest word in the device's ledger, 0 where there is none; the greater stands; never
 *     shown
 * @param claim the newest claim, kept after a release as well; null where none was seen
 * @param assignedUser who is to use the device, as the row that was claimed said
 * @param sighting the latest check-in, kept whether the device is owned or not
 */
public record DeviceRow(
        Key key,
        long sequence,
        @Nullable Claim claim,
        @Nullable String assignedUser,
        @Nullable Sighting sighting) implements Row<DeviceRow.Key, DeviceRow> {

    /** A device, as one organization sees it. */
    public record Key(String tenant, UUID deviceId) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byTenant = tenant.compareTo(other.tenant);
            return byTenant != 0 ? byTenant : deviceId.compareTo(other.deviceId);
        }
    }

    /**
     * What the device is, as it was claimed.
     *
     * @param sequence the place of the claim in the device's ledger
     */
    public record Claim(
            long sequence,
            SubmissionId submission,
            String manufacturer,
            @Nullable String model,
            String serialNumber,
            @Nullable String groupTag,
            @Nullable String orderId,
            @Nullable String purchaseId,
            Instant registeredAt,
            @Nullable String registeredBy,
            @Nullable String partner,
            List<Warning> warnings) {
        public Claim {
            model = Texts.kept(model);
            orderId = Texts.kept(orderId);
            purchaseId = Texts.kept(purchaseId);
        }
    }

    /** When a device was seen, and with whom. */
    public record Sighting(Instant at, @Nullable String user) {
        private static final Comparator<Sighting> LATER = Comparator.comparing(Sighting::at);

        public Sighting {
            user = Texts.kept(user);
        }
    }

    /** A row that says nothing of the device: merged with another it changes nothing. */
    static DeviceRow nothing(Key key) {
        return new DeviceRow(key, 0, null, null, null);
    }

    static DeviceRow of(DeviceClaimed event) {
        var claim = new Claim(
                event.sequence(),
                event.submission(),
                event.manufacturer(),
                event.model(),
                event.serialNumber(),
                event.groupTag(),
                event.orderId(),
                event.purchaseId(),
                event.decidedAt(),
                event.submittedBy(),
                event.partner(),
                event.warnings());
        return new DeviceRow(new Key(event.tenant(), event.deviceId()), event.sequence(), claim, null, null);
    }

    static DeviceRow of(DeviceReleased event) {
        return new DeviceRow(new Key(event.tenant(), event.deviceId()), event.sequence(), null, null, null);
    }

    /** A time in the future is cut to when it was told; of a second no more counts than the table keeps. */
    static DeviceRow of(DeviceCheckedIn event) {
        Instant seen = event.lastSeenAt().isAfter(event.receivedAt()) ? event.receivedAt() : event.lastSeenAt();
        var sighting = new Sighting(seen.truncatedTo(ChronoUnit.MILLIS), event.user());
        return seen(new Key(event.tenant(), event.deviceId()), sighting);
    }

    /** Of a device of which nothing is known but when it was seen. */
    public static DeviceRow seen(Key key, Sighting sighting) {
        return new DeviceRow(key, 0, null, null, sighting);
    }

    /** Whether the device is this organization's: nothing has followed its claim. */
    public boolean isOwned() {
        return claim != null && claim.sequence == sequence;
    }

    /** Whether this says of the device what the ledger has said first of all, and nothing else is known of it here. */
    public boolean isFirstClaim() {
        return sequence == 1 && isOwned();
    }

    @Override
    public DeviceRow merge(DeviceRow other) {
        var stands = later(claim, other.claim);
        return new DeviceRow(
                key,
                Math.max(sequence, other.sequence),
                stands,
                Merging.known(userUnder(stands), other.userUnder(stands)),
                later(sighting, other.sighting));
    }

    /** With {@code user}, where it is the claim of {@code submission} that stands. */
    DeviceRow assigned(SubmissionId submission, String user) {
        return claim != null && claim.submission.equals(submission)
                ? new DeviceRow(key, sequence, claim, Merging.known(assignedUser, user), sighting)
                : this;
    }

    private @Nullable String userUnder(@Nullable Claim stands) {
        return claim != null && stands != null && claim.sequence == stands.sequence ? assignedUser : null;
    }

    private static @Nullable Claim later(@Nullable Claim a, @Nullable Claim b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Merging.greater(a, b, Comparator.comparingLong(Claim::sequence), Claim::toString);
    }

    private static @Nullable Sighting later(@Nullable Sighting a, @Nullable Sighting b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Merging.greater(a, b, Sighting.LATER, sighting -> sighting.user == null ? "" : sighting.user);
    }
}
