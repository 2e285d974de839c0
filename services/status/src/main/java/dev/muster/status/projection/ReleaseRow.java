package dev.muster.status.projection;

import dev.muster.model.event.DeviceReleaseRefused;
import dev.muster.model.event.DeviceReleaseRequested;
import dev.muster.model.event.DeviceReleased;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has become of one request to give a device up.
 *
 * @param at when it was decided; of a pending one when it was asked for
 * @param requestedBy the subject id of who asked, once the request was seen
 * @param partner the organization that acted for {@code tenant}, or null
 */
public record ReleaseRow(
        UUID key,
        String tenant,
        UUID deviceId,
        State state,
        Instant at,
        @Nullable String requestedBy,
        @Nullable String partner)
        implements Row<UUID, ReleaseRow> {

    /** The higher stands. */
    public enum State {
        PENDING("pending"),
        REFUSED("refused"),
        RELEASED("released");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** As answers and the table name it. */
        public String word() {
            return word;
        }

        /** The state of that word. */
        public static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    private static final Comparator<ReleaseRow> STANDS =
            Comparator.comparing(ReleaseRow::state).thenComparing(ReleaseRow::at, Comparator.reverseOrder());

    static ReleaseRow of(DeviceReleaseRequested event) {
        return new ReleaseRow(
                event.releaseId(),
                event.tenant(),
                event.deviceId(),
                State.PENDING,
                event.requestedAt(),
                event.requestedBy(),
                event.partner());
    }

    static ReleaseRow of(DeviceReleased event) {
        return new ReleaseRow(
                event.releaseId(),
                event.tenant(),
                event.deviceId(),
                State.RELEASED,
                event.decidedAt(),
                null,
                event.partner());
    }

    static ReleaseRow of(DeviceReleaseRefused event) {
        return new ReleaseRow(
                event.releaseId(),
                event.tenant(),
                event.deviceId(),
                State.REFUSED,
                event.decidedAt(),
                null,
                event.partner());
    }

    /** A granted release is part of the history of its device, which stays. */
    boolean isKeptForEver() {
        return state == State.RELEASED;
    }

    @Override
    public ReleaseRow merge(ReleaseRow other) {
        var stands = Merging.greater(this, other, STANDS, row -> row.tenant + row.deviceId);
        return new ReleaseRow(
                key,
                stands.tenant,
                stands.deviceId,
                stands.state,
                stands.at,
                Merging.known(requestedBy, other.requestedBy),
                Merging.known(partner, other.partner));
    }
}
