package dev.muster.trials.faults.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactsTest {
    @Test
    void readsAClaimAsTheContractWritesIt() {
        var json = """
                {"type":"device-claimed","submission":"r/1/2","tenant":"contoso","deviceId":"d","sequence":7,"model":null}""";

        assertThat(Facts.read(json.getBytes(UTF_8))).contains(new Fact.Claimed("r/1/2", "contoso", "d", 7));
    }

    @Test
    void readsTimesToTheMillisecond() {
        var json = """
                {"type":"device-checked-in","tenant":"t","deviceId":"d","lastSeenAt":"1970-01-01T00:00:01.5Z",\
                "receivedAt":"1970-01-01T00:00:02Z","user":"ann"}""";

        assertThat(Facts.read(json.getBytes(UTF_8))).contains(new Fact.CheckedIn("t", "d", 1_500, 2_000, "ann"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "7", "{\"type\":\"device-eaten\"}", "{\"type\":\"device-cla"})
    void takesNothingElseForAFact(String text) {
        assertThat(Facts.read(text.getBytes(UTF_8))).isEmpty();
    }
}
