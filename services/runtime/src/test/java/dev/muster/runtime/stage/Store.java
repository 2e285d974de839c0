package dev.muster.runtime.stage;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A dependency that is away and comes back as a test wants it. */
public final class Store implements Dependency {

    public final AtomicBoolean answering = new AtomicBoolean(true);

    /** Waits for this dependency, and for nothing else. */
    public Patience patience() {
        return new Patience(List.of(this));
    }

    /** Only an {@link IOException} can be nobody's fault but this dependency's. */
    @Override
    public boolean isToBlameFor(Throwable failure) {
        return failure instanceof IOException;
    }

    @Override
    public String name() {
        return "store";
    }

    @Override
    public boolean answers() {
        return answering.get();
    }
}
