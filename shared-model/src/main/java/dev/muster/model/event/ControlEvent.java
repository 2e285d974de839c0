package dev.muster.model.event;

import dev.muster.model.topic.Topic;
import java.time.Instant;
import java.util.UUID;

/**
 * An operator asks a service to do something. The last request with a key is the state that is wanted: who reads the
 * topic from its start knows all that is asked for.
 */
public sealed interface ControlEvent extends Event permits StagePauseChanged {

    /** The id of the request. */
    UUID requestId();

    /** The subject id of the operator. */
    String requestedBy();

    Instant requestedAt();

    @Override
    default Topic topic() {
        return Topic.CONTROL;
    }

    @Override
    default String id() {
        return requestId() + "/requested";
    }

    @Override
    default Instant time() {
        return requestedAt();
    }
}
