package dev.muster.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimConfigTest {

    @Test
    void hasTheDocumentedDefaults() {
        var probing = config(Map.of()).probing();

        assertThat(probing.window()).isEqualTo(Duration.ofHours(1));
        assertThat(probing.share()).isEqualTo(0.25);
        assertThat(probing.minimum()).isEqualTo(20);
    }

    @Test
    void isConfiguredKeyByKey() {
        var probing = config(Map.of(
                        "muster.claim.probing.window", "10m",
                        "muster.claim.probing.share", "0.5",
                        "muster.claim.probing.minimum", "7"))
                .probing();

        assertThat(probing.window()).isEqualTo(Duration.ofMinutes(10));
        assertThat(probing.share()).isEqualTo(0.5);
        assertThat(probing.minimum()).isEqualTo(7);
    }

    private static ClaimConfig config(Map<String, String> given) {
        return new SmallRyeConfigBuilder()
                .withMapping(ClaimConfig.class)
                .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .withSources(new PropertiesConfigSource(given, "test", 500))
                .build()
                .getConfigMapping(ClaimConfig.class);
    }
}
