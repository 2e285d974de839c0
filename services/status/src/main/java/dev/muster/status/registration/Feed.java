package dev.muster.status.registration;

import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is to be told what about one upload: all readers what is new, and now and then that the line is open. Tells nobody itself. */
final class Feed {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Pace pace = new Pace();
    private final Set<MultiEmitter<? super News>> readers = new HashSet<>();

    /** Those of them who may have missed what was told since they were told how the upload was. */
    private final Set<MultiEmitter<? super News>> fresh = new HashSet<>();

    private @Nullable Registration told;
    private Instant toldAt;

    Feed(Instant now) {
        toldAt = now;
    }

    /**
     * What readers are told.
     *
     * @param registration how the upload is; null for a sign of life
     */
    record News(@Nullable Registration registration) {}

    /** A word to one reader. */
    record Delivery(MultiEmitter<? super News> reader, News news) {

        /** Tells the reader, and ends the stream where there is nothing to come. */
        void carryOut() {
            reader.emit(news);
            var registration = news.registration();
            if (registration != null && registration.state().equals(Registration.COMPLETED)) {
                reader.complete();
            }
        }
    }

    void join(MultiEmitter<? super News> reader) {
        readers.add(reader);
        fresh.add(reader);
    }

    void leave(MultiEmitter<? super News> reader) {
        readers.remove(reader);
        fresh.remove(reader);
    }

    boolean isEmpty() {
        return readers.isEmpty();
    }

    /** What there is to tell now that {@code read} was read; null where nothing could be. */
    List<Delivery> next(@Nullable Registration read, Instant now) {
        boolean news = read != null && !read.equals(told);
        if (read != null && (news || !fresh.isEmpty())) {
            var deliveries = to(news ? readers : fresh, read.withSecondsLeft(pace.secondsLeft(read, now)));
            fresh.clear();
            told = read;
            toldAt = news ? now : toldAt;
            return deliveries;
        }
        if (!toldAt.plus(HEARTBEAT).isAfter(now)) {
            toldAt = now;
            return to(readers, null);
        }
        return List.of();
    }

    private static List<Delivery> to(
            Collection<MultiEmitter<? super News>> readers, @Nullable Registration registration) {
        return readers.stream()
                .map(reader -> new Delivery(reader, new News(registration)))
                .toList();
    }
}
