package dev.muster.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/**
 * An operator asks for the read model to be built again from the topics.
 *
 * @param tenant of the operator
 */
public record RebuildRequested(UUID requestId, String tenant, Action action, String requestedBy, Instant requestedAt)
        implements ControlEvent {

    private static final String KEY = "rebuild:status";

    /** What a rebuild is asked to do. */
    public enum Action {
        /** Builds a second set of tables, or goes on with one that was stopped, compares it and switches to it. */
        @JsonProperty("start")
        START,
        /** Stops building, keeping what has been built. */
        @JsonProperty("stop")
        STOP,
        /** Drops the tables that do not serve: those from before the last switch, or those of a rebuild that stopped. */
        @JsonProperty("discard")
        DISCARD
    }

    @Override
    public String key() {
        return KEY;
    }
}
