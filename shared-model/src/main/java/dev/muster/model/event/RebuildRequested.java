package dev.muster.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/**
 * An operator asks for something about the tables of the read model as a whole.
 *
 * @param tenant of the operator
 */
public record RebuildRequested(UUID requestId, String tenant, Action action, String requestedBy, Instant requestedAt)
        implements ControlRequest {

    /** The record's key. */
    public static final String KEY = "rebuild:status";

    /** What is asked for. */
    public enum Action {
        /** To build a second set of tables, or to go on with one that was stopped; to compare it; and to have it serve. */
        @JsonProperty("start")
        START,
        /** The same without asking whether the two sets are equal; also of one that was built and differs. */
        @JsonProperty("switch")
        SWITCH,
        /** To build no further, keeping what has been built. */
        @JsonProperty("stop")
        STOP,
        /** To have the former tables serve again, brought up to date. */
        @JsonProperty("back")
        BACK,
        /** To drop all tables that do not serve. */
        @JsonProperty("drop")
        DROP
    }

    @Override
    public String key() {
        return KEY;
    }
}
