package dev.muster.local.system;

import java.nio.file.Path;

/** A process that belongs to the system: how it is started, told ready, and ended. */
interface Member {
    String name();

    int port();

    /** Where its output goes. */
    Path log();

    /** Starts the process and returns without waiting until it is ready. */
    Running launch();

    /** Whether it answers now. */
    boolean ready();

    /** One life of the process. */
    record Running(Process process, Runnable end) {}
}
