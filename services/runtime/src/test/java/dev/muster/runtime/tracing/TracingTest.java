package dev.muster.runtime.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.muster.model.topic.Headers;
import dev.muster.runtime.topic.TraceParent;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingTest {

    private static final String UPLOAD = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String OTHER_UPLOAD = "0af7651916cd43dd8448eb211c80319c";

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();

    @Test
    void isOneStepOfEachTraceInABatch() {
        var records = List.of(
                record(UPLOAD, 1, true),
                record(UPLOAD, 1, true),
                record(OTHER_UPLOAD, 7, true),
                record(UPLOAD, 1, true));

        tracing(1).begin(records).close();

        assertThat(exported.getFinishedSpanItems())
                .extracting(SpanData::getName, SpanData::getTraceId, SpanData::getParentSpanId)
                .containsExactlyInAnyOrder(
                        tuple("claim batch", UPLOAD, span(1)), tuple("claim batch", OTHER_UPLOAD, span(7)));
    }

    @Test
    void isLinkedToEveryBatchBeforeItThatItsRecordsComeFrom() {
        tracing(1)
                .begin(List.of(record(UPLOAD, 1, true), record(UPLOAD, 2, true), record(UPLOAD, 3, true)))
                .close();

        var step = only();
        assertThat(step.getParentSpanId()).isEqualTo(span(1));
        assertThat(step.getLinks())
                .extracting(LinkData::getSpanContext)
                .extracting(context -> context.getTraceId() + context.getSpanId())
                .containsExactly(UPLOAD + span(2), UPLOAD + span(3));
    }

    @Test
    void saysWhoseRowsAndHowMany() {
        var record = record(UPLOAD, 1, true);
        record.headers().add(Headers.TENANT, "contoso".getBytes(UTF_8));
        record.headers().add(Headers.SUBMISSION, "0192f3a4-5b6c-7d8e-9f01-23456789abcd/1/2".getBytes(UTF_8));

        tracing(1)
                .begin(List.of(record, record(OTHER_UPLOAD, 1, false), record(UPLOAD, 1, true)))
                .close();

        var said = new HashMap<String, Object>();
        only().getAttributes().forEach((name, value) -> said.put(name.getKey(), value));
        assertThat(said)
                .containsAllEntriesOf(Map.of(
                        "messaging.batch.message_count",
                        2L,
                        "muster.batch.size",
                        3L,
                        "muster.tenant",
                        "contoso",
                        "muster.submission.first",
                        "0192f3a4-5b6c-7d8e-9f01-23456789abcd/1/2"));
    }

    @Test
    void goesOnFromStageToStage() {
        var tracing = tracing(1);
        var request = tracing.begin("POST /v1/registrations", null).orElseThrow();
        TraceParent header = request.traceParent();
        for (int stage = 0; stage < 3; stage++) {
            try (var batch = tracing.begin(List.of(record(header)))) {
                header = batch.after(record(header));
            }
        }
        request.end(202);

        var spans = exported.getFinishedSpanItems();
        assertThat(spans).hasSize(4).extracting(SpanData::getTraceId).containsOnly(header.traceId());
        var upload = spans.getLast();
        assertThat(upload.getParentSpanContext().isValid()).isFalse();
        assertThat(spans.getFirst().getParentSpanId()).isEqualTo(upload.getSpanId());
        assertThat(spans.get(1).getParentSpanId()).isEqualTo(spans.getFirst().getSpanId());
        assertThat(spans.get(2).getParentSpanId()).isEqualTo(spans.get(1).getSpanId());
    }

    @Test
    void goesOnFromTheCallersOwnTrace() {
        var request = tracing(0)
                .begin("POST /v1/registrations", "00-" + UPLOAD + "-" + span(9) + "-01")
                .orElseThrow();
        request.end(503);

        assertThat(only().getTraceId()).isEqualTo(UPLOAD);
        assertThat(only().getParentSpanId()).isEqualTo(span(9));
        assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1"})
    void recordsTheShareThatIsWantedAndPassesTheOthersOn(double share, int recorded) {
        var tracing = tracing(share);
        var request = tracing.begin("POST /v1/registrations", null).orElseThrow();
        request.end(202);
        var record = record(request.traceParent());
        try (var batch = tracing.begin(List.of(record))) {
            assertThat(batch.after(record).traceId())
                    .isEqualTo(request.traceParent().traceId());
        }

        assertThat(exported.getFinishedSpanItems()).hasSize(recorded * 2);
    }

    @Test
    void findsARecordThatWasSetAsideByItsRequestIdAndKeepsItsContentToItself() {
        var record = record(UPLOAD, 1, true);
        var requestId = UUID.randomUUID();

        try (var batch = tracing(1).begin(List.of(record))) {
            batch.setAside(record, new IllegalStateException("secret"), requestId);
        }

        assertThat(only().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(only().getEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.getAttributes().asMap().toString())
                        .contains(requestId.toString(), "java.lang.IllegalStateException")
                        .doesNotContain("secret"));
    }

    @Test
    void passesEveryTraceOnAsItCameWhileItIsOff() {
        var off = new Tracing(null);
        var record = record(UPLOAD, 1, true);

        try (var batch = off.begin(List.of(record))) {
            assertThat(batch.after(record)).isEqualTo(TraceParent.of(record));
        }
        assertThat(off.begin("POST /v1/registrations", null)).isEmpty();
    }

    private Tracing tracing(double share) {
        return new Tracing(new Spans(SimpleSpanProcessor.create(exported), share, "claim"));
    }

    private SpanData only() {
        assertThat(exported.getFinishedSpanItems()).hasSize(1);
        return exported.getFinishedSpanItems().getFirst();
    }

    private static ConsumerRecord<byte[], byte[]> record(String trace, int span, boolean sampled) {
        return record(new TraceParent(trace, span(span), sampled));
    }

    private static ConsumerRecord<byte[], byte[]> record(TraceParent header) {
        var record = new ConsumerRecord<>("muster.device.validated.v1", 0, 0, new byte[0], new byte[0]);
        record.headers().add(Headers.TRACEPARENT, header.toString().getBytes(UTF_8));
        return record;
    }

    private static String span(int number) {
        return "00000000000000" + String.format("%02x", number);
    }
}
