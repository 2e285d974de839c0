package dev.muster.status.rebuild;

/** This process is to build no longer: an operator said so, another process has taken over, or the service stops. */
final class RebuildStopped extends RuntimeException {

    private static final long serialVersionUID = 1;

    RebuildStopped(String why) {
        super(why, null, false, false);
    }
}
