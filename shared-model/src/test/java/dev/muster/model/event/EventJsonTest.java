package dev.muster.model.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

    static Set<String> names() {
        return Examples.all().keySet();
    }

    // --- what a reader puts up with ---

    @ParameterizedTest
    @MethodSource("names")
    void ignoresFieldsThatItDoesNotKnowWhereverTheyAre(String name) {
        var tree = (ObjectNode) Golden.tree(name);
        tree.put("addedLater", "x").putObject("andAnObject").putArray("ofLists").add(1);
        tree.path("findings").forEach(finding -> ((ObjectNode) finding).put("addedLater", 1));
        tree.path("warnings").forEach(warning -> ((ObjectNode) warning).put("addedLater", true));

        assertThat(EventJson.read(tree.toString().getBytes(UTF_8)))
                .isEqualTo(Examples.all().get(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsTheTypeWhereverItIs(String name) {
        var tree = (ObjectNode) Golden.tree(name);
        var type = tree.remove("type");
        tree.set("type", type);

        assertThat(EventJson.read(tree.toString().getBytes(UTF_8)))
                .isEqualTo(Examples.all().get(name));
    }

    /** Word for word the event of DESIGN.md's annex, which has none of the fields that were added to it. */
    @Test
    void readsTheClaimOfTheContractWithNoWarningsWhereItHasNone() {
        byte[] json = """
                {"type":"device-claimed","submission":"0192f3a4-5b6c-7d8e-9f01-23456789abcd/1/2","tenant":"contoso",
                "deviceId":"a4fd8ead-5648-51d2-92e8-37e95ff36708","sequence":1,"manufacturer":"Contoso","model":"Model-1",
                "serialNumber":"SN-000123","decidedAt":"2026-01-31T08:00:01.234Z",
                "registrationId":"0192f3a4-5b6c-7d8e-9f01-23456789abcd","orderId":"PO-1","purchaseId":null,
                "groupTag":null,"submittedAt":"2026-01-31T08:00:00Z"}""".getBytes(UTF_8);

        assertThat(EventJson.read(json)).isInstanceOfSatisfying(DeviceClaimed.class, claimed -> {
            assertThat(claimed.serialNumber()).isEqualTo("SN-000123");
            assertThat(claimed.submission()).isEqualTo(Examples.SUBMISSION);
            assertThat(claimed.warnings()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "device-submitted, columns",
        "device-validated, columns",
        "device-validated, warnings",
        "device-rejected, findings",
        "device-rejected, warnings",
        "device-rejected, columns",
        "device-claimed, warnings",
        "registration-opened, fileNames",
        "registration-closed, fileNames",
        "registration-closed, warnings",
    })
    void readsListsAndColumnsThatAreAbsentOrNullAsEmpty(String name, String field) {
        var empty = (ObjectNode) Golden.tree(name);
        empty.set(field, empty.get(field).isArray() ? empty.arrayNode() : empty.objectNode());
        var absent = (ObjectNode) Golden.tree(name);
        absent.remove(field);
        var none = (ObjectNode) Golden.tree(name);
        none.putNull(field);

        Event expected = EventJson.read(empty.toString().getBytes(UTF_8));

        assertThat(EventJson.read(absent.toString().getBytes(UTF_8))).isEqualTo(expected);
        assertThat(EventJson.read(none.toString().getBytes(UTF_8))).isEqualTo(expected);
    }

    // --- poison ---

    @ParameterizedTest
    @MethodSource("names")
    void refusesAnEventThatIsCutOffAnywhere(String name) {
        byte[] whole = Golden.bytes(name);
        for (int cut = 0; cut < whole.length; cut++) {
            byte[] bytes = Arrays.copyOf(whole, cut);
            assertThatExceptionOfType(UnreadableEventException.class)
                    .as("cut to %d of %d bytes", cut, whole.length)
                    .isThrownBy(() -> EventJson.read(bytes));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "1",
                "[]",
                "{}",
                "\"device-claimed\"",
                "{\"type\":null}",
                "{\"type\":\"\"}",
                "{\"type\":7}",
                "{\"type\":\"DeviceClaimed\"}",
                "{\"type\":\"dev.muster.model.event.DeviceClaimed\"}",
                "{\"@class\":\"dev.muster.model.event.DeviceClaimed\"}",
                "<event/>",
                "\u0000\u0001\u0002",
                "\ufeff",
            })
    void refusesWhatIsNoEvent(String junk) {
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> EventJson.read(junk.getBytes(UTF_8)))
                .withMessageNotContainingAny("DeviceClaimed", "<event/>");
    }

    @Test
    void refusesARecordWithoutAValue() {
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> EventJson.read(null))
                .withMessage("the record has no value");
    }

    @Property
    void refusesAnyBytesWithTheSameException(@ForAll @Size(max = 200) byte[] bytes) {
        assertThatExceptionOfType(UnreadableEventException.class).isThrownBy(() -> EventJson.read(bytes));
    }

    @Property
    void readsOrRefusesAnEventWithAnyByteReplaced(@ForAll @IntRange(max = 2000) int place, @ForAll byte replacement) {
        for (String name : names()) {
            byte[] bytes = Golden.bytes(name);
            bytes[place % bytes.length] = replacement;
            assertThat(catchThrowable(() -> EventJson.read(bytes)))
                    .as(name)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            refusal -> assertThat(refusal)
                                    .isInstanceOf(UnreadableEventException.class)
                                    .hasMessageNotContainingAny("SN-000123", "T0E+"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Top-Secret",
                "\"Top-Secret",
                "{\"type\":\"Top-Secret\"}",
                "{\"type\":\"device-released\",\"deviceId\":\"Top-Secret\"}",
                "{\"type\":\"device-released\",\"deviceId\":{\"Top-Secret\":1}}",
                "{\"type\":\"device-released\",\"sequence\":\"Top-Secret\"}",
                "{\"type\":\"device-released\",\"sequence\":1.5e999,\"tenant\":\"Top-Secret}",
                "{\"type\":\"device-released\",\"decidedAt\":\"Top-Secret\"}",
                "{\"type\":\"device-rejected\",\"code\":\"Top-Secret\"}",
                "{\"type\":\"device-rejected\",\"rejectedBy\":\"Top-Secret\"}",
                "{\"type\":\"device-rejected\",\"submission\":\"Top-Secret\"}",
                "{\"type\":\"device-rejected\",\"submission\":\"Top-Secret/1/2\"}",
                "{\"type\":\"device-rejected\",\"findings\":[{\"code\":\"Top-Secret\"}]}",
                "{\"type\":\"device-submitted\",\"columns\":{\"Top-Secret\":[1]}}",
                "{\"type\":\"device-submitted\",\"hardwareHash\":\"Top-Secret\"",
                "{\"type\":\"device-submitted\",\"hardwareHash\":Top-Secret}",
                "{\"type\":\"device-submitted\",\"hardwareHash\":\"Top-Secret\u0007\"}",
                "{\"type\":\"device-submitted\",\"hardwareHash\":\"\\Top-Secret\"}",
            })
    void quotesNothingOfThePayloadNeitherInTheMessageNorInTheStackTrace(String json) {
        var refusal = catchThrowableOfType(UnreadableEventException.class, () -> EventJson.read(json.getBytes(UTF_8)));

        assertThat(refusal).isNotNull();
        assertThat(trace(refusal)).doesNotContain("Secret", "Top-");
    }

    @Test
    void saysWhichFieldAndWhereItCouldNotBeRead() {
        byte[] json = "{\"type\":\"device-released\",\"deviceId\":\"ABC\"}".getBytes(UTF_8);

        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> EventJson.read(json))
                .withMessage("not an event: InvalidFormatException at byte 37, field deviceId");
    }

    private static String trace(Throwable e) {
        var trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
