package dev.muster.status.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.status.rebuild.Differences.Sum;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferencesTest {

    @Test
    void areNoneWhereEverySumIsTheSame() {
        assertThat(Differences.between(Map.of("device a", new Sum(2, "17")), Map.of("device a", new Sum(2, "17"))))
                .isEmpty();
    }

    @Test
    void nameWhatIsMissingTooManyOrAnother() {
        var serving = Map.of("device a", new Sum(2, "17"), "device b", new Sum(1, "4"), "device c", new Sum(3, "5"));
        var built = Map.of("device a", new Sum(2, "18"), "device c", new Sum(4, "6"), "device d", new Sum(1, "9"));

        assertThat(Differences.between(serving, built))
                .containsExactly(
                        "device a: 2 rows, of which some differ",
                        "device b: 1 rows serve, 0 were built",
                        "device c: 3 rows serve, 4 were built",
                        "device d: 0 rows serve, 1 were built");
    }

    @Test
    void areTwentyAtMost() {
        var serving = new HashMap<String, Sum>();
        for (int i = 0; i < 100; i++) {
            serving.put("device " + i, new Sum(1, "1"));
        }
        assertThat(Differences.between(serving, Map.of())).hasSize(20);
    }
}
