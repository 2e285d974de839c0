package dev.muster.model.event;

import dev.muster.model.topic.Topic;
import java.util.UUID;

/**
 * What operators ask of services, and what a service answers. The last event with a key stands: who reads the topic from
 * its start knows all that is asked for, and how it stands.
 */
public sealed interface ControlEvent extends Event permits ControlRequest, RebuildReported {

    /** The id of the request. */
    UUID requestId();

    @Override
    default Topic topic() {
        return Topic.CONTROL;
    }
}
