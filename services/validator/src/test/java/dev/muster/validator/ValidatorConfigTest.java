package dev.muster.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidatorConfigTest {

    @Test
    void comesWithTheDefaultsOfRealFirmware() {
        assertThat(config(Map.of()).unusableSerialNumbers())
                .containsExactly(
                        "Default string", "To be filled by O.E.M.", "System Serial Number", "None", "0", "123456789");
    }

    @Test
    void takesAnotherListOfUnusableSerialNumbers() {
        var properties = Map.of("muster.validator.unusable-serial-numbers", "Asset Tag,N/A");

        assertThat(config(properties).unusableSerialNumbers()).containsExactly("Asset Tag", "N/A");
    }

    private static ValidatorConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(ValidatorConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(ValidatorConfig.class);
    }
}
