package dev.muster.model.event;

import java.time.Instant;

/** An operator asks a service to do something. The last request with a key is the state that is wanted. */
public sealed interface ControlRequest extends ControlEvent permits RebuildRequested, StagePauseChanged {

    /** The subject id of the operator. */
    String requestedBy();

    Instant requestedAt();

    @Override
    default String id() {
        return requestId() + "/requested";
    }

    @Override
    default Instant time() {
        return requestedAt();
    }
}
