package dev.muster.trials.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);
    private static final UUID OTHER = new UUID(0, 3);

    private final Comparison comparison = new Comparison(Set.of(ONE, TWO), "ready");

    @Test
    void findsNothingWhereEachIsThereOnce() {
        comparison.found(TWO, "ready");
        comparison.found(ONE, "ready");
        comparison.demandNone("all");
        assertThat(comparison.differences()).isEmpty();
    }

    @Test
    void namesWhatIsMissing() {
        comparison.found(TWO, "ready");
        assertThat(comparison.differences()).containsExactly("1 missing, such as " + ONE);
    }

    @Test
    void namesWhatIsThereTwice() {
        comparison.found(ONE, "ready");
        comparison.found(ONE, "ready");
        comparison.found(TWO, "ready");
        assertThat(comparison.differences()).containsExactly("twice: " + ONE);
    }

    @Test
    void namesWhatWasNeverUploaded() {
        comparison.found(ONE, "ready");
        comparison.found(TWO, "ready");
        comparison.found(OTHER, "ready");
        assertThat(comparison.differences()).containsExactly("never uploaded: " + OTHER);
    }

    @Test
    void namesWhatIsInAnotherState() {
        comparison.found(ONE, "pending");
        comparison.found(TWO, "ready");
        assertThat(comparison.differences()).containsExactly("pending instead of ready: " + ONE);
    }

    @Test
    void showsAFewAndCountsTheOthers() {
        comparison.found(ONE, "ready");
        comparison.found(TWO, "ready");
        for (int i = 0; i < 9; i++) {
            comparison.found(ONE, "ready");
        }
        assertThat(comparison.differences()).hasSize(6).endsWith("4 more");
    }

    @Test
    void demandsSayWhatDiffers() {
        assertThatIllegalStateException()
                .isThrownBy(() -> comparison.demandNone("devices of somebody"))
                .withMessageStartingWith("devices of somebody: 2 missing");
    }
}
