package dev.muster.local;

import dev.muster.local.command.Root;

/** The main class of the command line. */
public final class Muster {
    private Muster() {}

    public static void main(String[] args) {
        System.exit(Root.commandLine().execute(args));
    }
}
