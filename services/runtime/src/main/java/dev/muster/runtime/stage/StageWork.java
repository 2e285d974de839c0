package dev.muster.runtime.stage;

import dev.muster.model.event.Event;
import dev.muster.model.event.EventJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a stage does with a batch: decides, writes one set of rows in one transaction, and says what is to be told. */
@FunctionalInterface
public interface StageWork {

    /**
     * Works on a batch, in its order. May be called again with the same records, alone or among others, so it must come
     * to the same result then.
     *
     * @return what to emit, in order
     */
    List<Emitted> on(List<Received> batch);

    /** Reads the event in a record's value; throws UnreadableEventException where there is none. */
    default Event read(byte @Nullable [] value) {
        return EventJson.read(value);
    }
}
