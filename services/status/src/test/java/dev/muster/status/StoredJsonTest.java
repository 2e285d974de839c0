package dev.muster.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredJsonTest {

    private record Kept(Map<String, Instant> times) {}

    private record Broken(String secret, Object more) {}

    @Test
    void isReadAsItWasWritten() {
        var kept = new Kept(Map.of("seen", Instant.parse("2026-01-31T08:00:00Z")));

        assertThat(StoredJson.read(StoredJson.write(kept), new TypeReference<Kept>() {}))
                .isEqualTo(kept);
        assertThat(StoredJson.write(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"T0Esecret", "{\"times\":{\"seen\":\"T0Esecret\"}}", "{\"times\":\"T0Esecret\"}"})
    void saysWhereItCannotBeReadAndNotWhatIsThere(String json) {
        assertThatThrownBy(() -> StoredJson.read(json, new TypeReference<Kept>() {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .startsWith("the read model holds JSON that cannot be read")
                .doesNotContain("T0Esecret");
    }

    @Test
    void saysWhatCannotBeWrittenByItsKind() {
        assertThatThrownBy(() -> StoredJson.write(List.of(new Broken("T0Esecret", new Object()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .contains("has no JSON")
                .contains("more")
                .doesNotContain("T0Esecret");
    }
}
