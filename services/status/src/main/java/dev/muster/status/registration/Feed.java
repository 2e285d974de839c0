package dev.muster.status.registration;

import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells all readers of one upload what is new about it, and now and then that the line is open. */
final class Feed {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Pace pace = new Pace();
    private final Set<MultiEmitter<? super News>> readers = new HashSet<>();
    private @Nullable Registration told;
    private Instant toldAt = Instant.MIN;

    /**
     * What readers are told.
     *
     * @param registration how the upload is; null for a sign of life
     */
    record News(@Nullable Registration registration) {}

    /** Tells a new reader how the upload is, and from then on what the others are told. */
    synchronized void join(MultiEmitter<? super News> reader, Registration now, Instant at) {
        readers.add(reader);
        if (told == null) {
            told = now;
            toldAt = at;
        }
        tell(reader, now);
    }

    synchronized void leave(MultiEmitter<? super News> reader) {
        readers.remove(reader);
    }

    synchronized boolean isEmpty() {
        return readers.isEmpty();
    }

    /** Tells {@code read}, where it is new; null where nothing could be read. */
    synchronized void tell(@Nullable Registration read, Instant now) {
        if (read != null && isNews(read)) {
            told = read;
            toldAt = now;
            var estimated = read.withSecondsLeft(pace.secondsLeft(read, now));
            Set.copyOf(readers).forEach(reader -> tell(reader, estimated));
        } else if (!toldAt.plus(HEARTBEAT).isAfter(now)) {
            toldAt = now;
            readers.forEach(reader -> reader.emit(new News(null)));
        }
    }

    private boolean isNews(Registration read) {
        return !read.equals(told);
    }

    private static void tell(MultiEmitter<? super News> reader, Registration registration) {
        reader.emit(new News(registration));
        if (registration.state().equals(Registration.COMPLETED)) {
            reader.complete();
        }
    }
}
