package dev.muster.backing;

/** A short wait between two looks at something that is starting. */
final class Pause {
    private static final long MILLIS = 100;

    private Pause() {}

    static void shortly() {
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while waiting for a start", e);
        }
    }
}
