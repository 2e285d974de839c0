package dev.muster.runtime.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class LogKeysTest {

    private static final UUID REQUEST = UUID.randomUUID();
    private static final String REGISTRATION = "0192f3a4-5b6c-7d8e-9f01-23456789abcd";

    @Test
    void areThoseThatTheHeadersName() {
        var keys = LogKeys.of(
                record(Map.of(
                        "muster-tenant", "contoso",
                        "muster-submission", REGISTRATION + "/1/2",
                        "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                        "secret", "hash")),
                REQUEST);

        assertThat(keys.keys())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "requestId",
                        REQUEST.toString(),
                        "tenant",
                        "contoso",
                        "submission",
                        REGISTRATION + "/1/2",
                        "registration",
                        REGISTRATION,
                        "traceId",
                        "4bf92f3577b34da6a3ce929d0e0e4736"));
    }

    @Test
    void areTheRequestIdAloneWhereTheHeadersAreJunk() {
        assertThat(LogKeys.of(record(Map.of("traceparent", "00-1")), REQUEST).keys())
                .containsOnlyKeys("requestId");
        assertThat(LogKeys.of(record(Map.of("muster-submission", "junk")), REQUEST)
                        .keys())
                .containsOnlyKeys("requestId", "submission");
    }

    @Test
    void areCutToWhatAnIdNeedsAndBreakNoLine() {
        var keys = LogKeys.of(
                        record(Map.of(
                                "muster-tenant",
                                "contoso\r\nERROR forged\u0000\u2028",
                                "muster-submission",
                                "s".repeat(5000))),
                        REQUEST)
                .keys();

        assertThat(keys).containsEntry("tenant", "contosoERROR forged").containsEntry("submission", "s".repeat(100));
    }

    @Test
    void areSetWhileTheLineIsWrittenAndNotAfter() {
        var seen = new HashMap<String, Object>();

        LogKeys.of(record(Map.of("muster-tenant", "contoso")), REQUEST).during(() -> seen.putAll(MDC.getMap()));

        assertThat(seen).containsEntry("tenant", "contoso").containsEntry("requestId", REQUEST.toString());
        assertThat(MDC.getMap()).doesNotContainKeys("tenant", "requestId");
    }

    private static ConsumerRecord<byte[], byte[]> record(Map<String, String> headers) {
        var record = new ConsumerRecord<>("muster.asked", 0, 0, new byte[0], new byte[0]);
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }
}
