package dev.muster.trials.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.trials.faults.check.Fact.CheckedIn;
import dev.muster.trials.faults.check.Fact.Claimed;
import dev.muster.trials.faults.check.Fact.ReleaseDecided;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FoldTest {
    @RepeatedTest(10)
    void comesToTheSameInAnyOrder(RepetitionInfo repetition) {
        var world = new SmallWorld();
        var shuffled = new ArrayList<>(world.facts);
        Collections.shuffle(shuffled, new Random(repetition.getCurrentRepetition()));

        assertThat(Fold.of(topics(new LinkedHashSet<>(shuffled))))
                .isEqualTo(world.world().readModel());
    }

    @Test
    void keepsTheLatestClaimUnderALaterRelease() {
        var facts = Set.<Fact>of(
                new Claimed("r/1/2", "t", "d", 1),
                new ReleaseDecided("x", "t", "d", 2, true),
                new Claimed("r/1/3", "t", "d", 3),
                new ReleaseDecided("y", "t", "d", 4, true));

        assertThat(Fold.of(topics(facts)).devices())
                .containsExactly(new ReadModel.Device("t", "d", 4, false, "r/1/3", null));
    }

    @Test
    void takesACheckInFromTheFutureForNow() {
        var facts =
                Set.<Fact>of(new CheckedIn("t", "d", 9_000, 5_000, "ann"), new CheckedIn("t", "d", 4_000, 4_100, "bo"));

        assertThat(Fold.of(topics(facts)).devices())
                .containsExactly(new ReadModel.Device("t", "d", 0, false, null, 5_000L));
    }

    private static Topics topics(Set<Fact> facts) {
        return new Topics(facts, List.of(), List.of(), List.of());
    }
}
