package dev.muster.runtime.stage;

import java.util.List;

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
}
