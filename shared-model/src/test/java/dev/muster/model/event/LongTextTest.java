package dev.muster.model.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hardware hash is whatever somebody put into that column, and its JSON is what Jackson makes of any text. */
class LongTextTest {

    private static final ObjectMapper PLAIN = new ObjectMapper();

    @Property
    void writesAnyTextAsJacksonDoes(@ForAll String text) throws JsonProcessingException {
        check(text);
    }

    @Property
    void writesAnyShortRangeOfCharactersAsJacksonDoes(@ForAll @CharRange(from = '\0', to = '\u00ff') String text)
            throws JsonProcessingException {
        check(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "T0E+AAwAFAAz/w==", "a\"b", "a\\b", "a\tb", "a\u007fb", "a\u0080b", "é", "\ud83d\ude00", "\0"
            })
    void writesTheseAsJacksonDoes(String text) throws JsonProcessingException {
        check(text);
    }

    private static void check(String text) throws JsonProcessingException {
        byte[] json = EventJson.write(withHash(text));

        assertThat(new String(json, UTF_8))
                .endsWith("\"hardwareHash\":" + new String(PLAIN.writeValueAsBytes(text), UTF_8) + "}");
    }

    private static DeviceSubmitted withHash(String text) {
        var example = (DeviceSubmitted) Examples.all().get("device-submitted");
        return new DeviceSubmitted(
                example.submission(),
                example.tenant(),
                example.partner(),
                example.deviceId(),
                example.manufacturer(),
                example.model(),
                example.serialNumber(),
                example.groupTag(),
                example.assignedUser(),
                example.orderId(),
                example.purchaseId(),
                example.submittedAt(),
                example.submittedBy(),
                example.columns(),
                text);
    }
}
