package dev.muster.status.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.status.registration.Feed.Delivery;
import dev.muster.status.registration.Feed.News;
import dev.muster.status.registration.Registration.Counts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FeedTest {

    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    private static final UUID ID = UUID.randomUUID();

    private final Feed feed = new Feed(NOW);

    /** Somebody who listens, and whether his stream has ended. */
    private static final class Reader {
        private final List<News> heard = new ArrayList<>();
        private boolean ended;
        private MultiEmitter<? super News> emitter;

        Reader() {
            Multi.createFrom()
                    .<News>emitter(given -> emitter = given)
                    .subscribe()
                    .with(heard::add, failure -> {}, () -> ended = true);
        }
    }

    @Test
    void tellsEachReaderWhatIsNewOnce() {
        var one = joined();
        var other = joined();

        tell(processing(1), 1);
        tell(processing(1), 2);
        tell(processing(2), 3);

        assertThat(one.heard)
                .extracting(news -> news.registration().counts().registered())
                .containsExactly(1, 2);
        assertThat(other.heard).hasSize(2);
        assertThat(one.ended).isFalse();
    }

    @Test
    void tellsOneWhoCameLaterHowItIs() {
        var one = joined();
        tell(processing(1), 1);
        var late = joined();

        tell(processing(1), 2);

        assertThat(one.heard).hasSize(1);
        assertThat(late.heard).hasSize(1);
    }

    @Test
    void givesASignOfLifeEveryTenSeconds() {
        var reader = joined();
        tell(processing(1), 1);

        tell(processing(1), 10);
        assertThat(reader.heard).hasSize(1);
        tell(null, 11);
        assertThat(reader.heard).hasSize(2);
        assertThat(reader.heard.getLast().registration()).isNull();
        tell(processing(1), 20);
        assertThat(reader.heard).hasSize(2);
        tell(processing(1), 21);
        assertThat(reader.heard).hasSize(3);
    }

    @Test
    void endsTheStreamWithTheUpload() {
        var reader = joined();

        tell(registration(Registration.COMPLETED, 3), 1);

        assertThat(reader.heard).hasSize(1);
        assertThat(reader.ended).isTrue();
    }

    @Test
    void tellsNobodyWhoHasLeft() {
        var reader = joined();
        feed.leave(reader.emitter);

        tell(processing(1), 1);

        assertThat(reader.heard).isEmpty();
        assertThat(feed.isEmpty()).isTrue();
    }

    private Reader joined() {
        var reader = new Reader();
        feed.join(reader.emitter);
        return reader;
    }

    private void tell(Registration read, int second) {
        feed.next(read, NOW.plusSeconds(second)).forEach(Delivery::carryOut);
    }

    private static Registration processing(int registered) {
        return registration(Registration.PROCESSING, registered);
    }

    private static Registration registration(String state, int registered) {
        return new Registration(
                ID,
                state,
                null,
                List.of(),
                null,
                null,
                new Counts(3, 3 - registered, registered, 0),
                Map.of(),
                List.of(),
                NOW,
                null,
                null,
                null,
                "user-7",
                null);
    }
}
