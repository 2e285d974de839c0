package dev.muster.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with the last request about the tables of the read model. Told by the service status, whenever it changes.
 *
 * @param requestId of the {@link RebuildRequested}
 * @param tenant of the operator who asked
 * @param detail what is being done, or why it is not; null where there is nothing to say
 * @param differences in what the new tables differ from those that serve, the first of them; empty where in nothing
 * @param events that were read from the topics so far, taken up or not
 * @param left events that are still to be read before the tables are compared or switched, as far as is known
 * @param startedAt when building began, whoever went on with it
 * @param endedAt null while it goes on
 */
public record RebuildReported(
        UUID requestId,
        String tenant,
        RebuildRequested.Action action,
        State state,
        @Nullable String detail,
        List<String> differences,
        long events,
        long left,
        Instant startedAt,
        @Nullable Instant endedAt,
        Instant reportedAt)
        implements ControlEvent {

    /** The record's key. */
    public static final String KEY = "rebuild-report:status";

    /** How it stands. */
    public enum State {
        /** A set of tables is being filled, compared or switched to. */
        @JsonProperty("building")
        BUILDING,
        /** Nobody fills the tables that were begun; they are kept. */
        @JsonProperty("stopped")
        STOPPED,
        /** The tables were built and are not what those that serve are; nothing was switched, both are kept. */
        @JsonProperty("differs")
        DIFFERS,
        /** The tables serve; those that served before are kept. */
        @JsonProperty("switched")
        SWITCHED,
        /** There are no tables but those that serve. */
        @JsonProperty("dropped")
        DROPPED,
        /** It cannot be done; nothing was changed. */
        @JsonProperty("refused")
        REFUSED;

        /** As it is on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public RebuildReported {
        differences = List.copyOf(differences);
    }

    /** The same, told at another moment. */
    public RebuildReported at(Instant moment) {
        return new RebuildReported(
                requestId, tenant, action, state, detail, differences, events, left, startedAt, endedAt, moment);
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public String id() {
        return requestId + "/" + reportedAt;
    }

    @Override
    public Instant time() {
        return reportedAt;
    }
}
