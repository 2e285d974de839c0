package dev.muster.status.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.status.registration.Registration.Counts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    private final Pace pace = new Pace();

    @Test
    void isUnknownUntilSomethingWasDecided() {
        assertThat(seen(0, "processing", 1000, 0)).isNull();
        assertThat(seen(1, "processing", 1000, 0)).isNull();
    }

    @Test
    void tellsHowLongTheRestTakesAtTheSpeedOfTheLastSeconds() {
        seen(0, "processing", 1000, 0);

        assertThat(seen(2, "processing", 1000, 100)).isEqualTo(18);
        assertThat(seen(4, "processing", 1000, 600)).isEqualTo(3);
        assertThat(seen(60, "processing", 1000, 605)).isEqualTo(4424);
    }

    @Test
    void isAtLeastASecondWhileSomethingIsLeft() {
        seen(0, "processing", 1000, 0);

        assertThat(seen(1, "processing", 1000, 999)).isEqualTo(1);
    }

    @Test
    void isUnknownWhileTheUploadIsStillComingAndNothingOnceItIsDone() {
        seen(0, "receiving", 1000, 0);

        assertThat(seen(1, "receiving", 1000, 500)).isNull();
        assertThat(seen(2, "completed", 1000, 1000)).isNull();
    }

    private Long seen(int second, String state, int total, int registered) {
        var counts = new Counts(total, total - registered, registered, 0);
        var registration = new Registration(
                UUID.randomUUID(),
                state,
                null,
                List.of(),
                null,
                null,
                counts,
                Map.of(),
                List.of(),
                NOW,
                null,
                null,
                null,
                "user-7",
                null);
        return pace.secondsLeft(registration, NOW.plusSeconds(second));
    }
}
