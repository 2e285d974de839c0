package dev.muster.status.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How fast the rows of an upload are being decided, from what was seen of it in the last seconds. */
final class Pace {

    private static final Duration LOOKED_BACK = Duration.ofSeconds(10);

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(Instant at, int decided) {}

    /**
     * Takes in how an upload is now.
     *
     * @return the seconds that the rest takes at this pace, at least 1; null while that cannot be said: nothing was decided
     *     lately, or the upload is still coming, or it is done
     */
    @Nullable
    Long secondsLeft(Registration registration, Instant now) {
        var counts = registration.counts();
        int decided = counts.registered() + counts.failed();
        samples.addLast(new Sample(now, decided));
        while (samples.size() > 2 && samples.getFirst().at().isBefore(now.minus(LOOKED_BACK))) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        long millis = Duration.between(first.at(), now).toMillis();
        if (!registration.state().equals(Registration.PROCESSING) || millis <= 0 || decided <= first.decided()) {
            return null;
        }
        double perMilli = (decided - first.decided()) / (double) millis;
        return Math.max(1, Math.round(counts.pending() / perMilli / 1000));
    }
}
