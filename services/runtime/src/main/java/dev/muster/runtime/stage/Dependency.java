package dev.muster.runtime.stage;

/** Something that a service cannot work without and that can be away for a while: the broker, the database. */
public interface Dependency {

    /** As it is called in health checks and logs. */
    String name();

    /** Whether it answers now; waits a few seconds at most. */
    boolean answers();

    /** Whether {@code failure}, or one of its causes, can only be this dependency's fault. */
    boolean isToBlameFor(Throwable failure);
}
