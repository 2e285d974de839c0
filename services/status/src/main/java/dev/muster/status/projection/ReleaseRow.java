package dev.muster.status.projection;

import dev.muster.model.event.DeviceReleaseRefused;
import dev.muster.model.event.DeviceReleaseRequested;
import dev.muster.model.event.DeviceReleased;
import java.util.Locale;
import java.util.UUID;

/** What has become of one request to give a device up. */
public record ReleaseRow(UUID key, String tenant, UUID deviceId, State state) implements Row<UUID, ReleaseRow> {

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

    static ReleaseRow of(DeviceReleaseRequested event) {
        return new ReleaseRow(event.releaseId(), event.tenant(), event.deviceId(), State.PENDING);
    }

    static ReleaseRow of(DeviceReleased event) {
        return new ReleaseRow(event.releaseId(), event.tenant(), event.deviceId(), State.RELEASED);
    }

    static ReleaseRow of(DeviceReleaseRefused event) {
        return new ReleaseRow(event.releaseId(), event.tenant(), event.deviceId(), State.REFUSED);
    }

    @Override
    public ReleaseRow merge(ReleaseRow other) {
        return other.state.compareTo(state) > 0 ? other : this;
    }
}
