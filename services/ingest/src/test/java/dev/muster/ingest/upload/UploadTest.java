package dev.muster.ingest.upload;

import static dev.muster.ingest.Calls.problem;
import static dev.muster.ingest.Calls.registrar;
import static dev.muster.ingest.Calls.upload;
import static dev.muster.model.topic.Topic.DEVICE_REJECTED;
import static dev.muster.model.topic.Topic.DEVICE_SUBMITTED;
import static dev.muster.model.topic.Topic.REGISTRATION_RECEIVED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.muster.ingest.SmallLimits;
import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.Event;
import dev.muster.model.event.RegistrationClosed;
import dev.muster.model.event.RegistrationOpened;
import dev.muster.model.event.SubmissionEvent;
import dev.muster.model.event.Warning;
import dev.muster.model.identity.SubmissionId;
import dev.muster.model.topic.Headers;
import dev.muster.model.topic.Topic;
import dev.muster.testing.Backing;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(SmallLimits.class)
class UploadTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void answersAsTheContractSays() {
        String csv = Samples.HEADER.strip() + ",Notes\r\nContoso,M,SN-1,,n\r\n\r\nbad\r\n";
        Response answer = upload(
                registrar("shape").queryParam("orderId", "PO 1").queryParam("fileName", "devices.csv"),
                csv.getBytes(UTF_8));
        answer.then().statusCode(202).contentType("application/json");
        Map<String, Object> body = answer.jsonPath().getMap("");
        var id = UUID.fromString((String) body.get("id"));
        assertThat(id.version()).isEqualTo(7);
        assertThat(answer.header("Location")).isEqualTo("/v1/registrations/" + id);
        assertThat(body)
                .isEqualTo(Map.of(
                        "id",
                        id.toString(),
                        "rows",
                        2,
                        "accepted",
                        1,
                        "malformed",
                        1,
                        "warnings",
                        List.of(Map.of("code", "extra-column", "detail", "Column 'Notes' ignored"))));
        assertOnTopics(id);
    }

    private static void assertOnTopics(UUID id) {
        var submitted = (DeviceSubmitted) events(DEVICE_SUBMITTED, id, 1).getFirst();
        var rejected = (DeviceRejected) events(DEVICE_REJECTED, id, 1).getFirst();
        assertThat(submitted.submission()).isEqualTo(new SubmissionId(id, 1, 2));
        assertThat(submitted.orderId()).isEqualTo("PO 1");
        assertThat(rejected.submission()).isEqualTo(new SubmissionId(id, 1, 4));
        assertThat(rejected.originalLine()).isEqualTo("bad");
        var facts = registration(id, 2);
        var opened = (RegistrationOpened) facts.get(0);
        var closed = (RegistrationClosed) facts.get(1);
        assertThat(opened.tenant()).isEqualTo("shape");
        assertThat(opened.fileNames()).containsExactly("devices.csv");
        assertThat(opened.orderId()).isEqualTo("PO 1");
        assertThat(opened.submittedBy()).isEqualTo("someone");
        assertThat(opened.submittedAt()).isEqualTo(submitted.submittedAt());
        assertThat(closed.rows()).isEqualTo(2);
        assertThat(closed.accepted()).isEqualTo(1);
        assertThat(closed.malformed()).isEqualTo(1);
        assertThat(closed.warnings()).containsExactly(new Warning("extra-column", "Column 'Notes' ignored"));
    }

    @Test
    void hasEveryRowOnTheTopicWhenItAnswers() {
        long before = Ends.of(DEVICE_SUBMITTED, DEVICE_REJECTED);
        String csv = Samples.csv(1, 95) + "bad\n" + Samples.hashed("SN-96");
        upload("every-row", csv.getBytes(UTF_8)).then().statusCode(202);
        assertThat(Ends.of(DEVICE_SUBMITTED, DEVICE_REJECTED) - before).isEqualTo(97);
    }

    @Test
    void putsTheHeadersOfTheContractOnEachRecord() {
        var request = registrar("headers").header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
        String id = upload(request, Samples.csv(1, 1).getBytes(UTF_8)).path("id");
        try (var probe = new TopicProbe()) {
            var record = probe.awaitRecords(
                            "muster.device.submitted.v1",
                            1,
                            r -> text(r.headers().lastHeader(Headers.SUBMISSION).value())
                                    .startsWith(id))
                    .getFirst();
            var headers = new HashMap<String, String>();
            record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
            assertThat(headers)
                    .containsEntry("ce_specversion", "1.0")
                    .containsEntry("ce_id", id + "/1/2/submitted")
                    .containsEntry("ce_type", "dev.muster.device-submitted.v1")
                    .containsEntry("ce_source", "/muster/ingest")
                    .containsEntry("ce_subject", text(record.key()))
                    .containsEntry("content-type", "application/json")
                    .containsEntry("muster-tenant", "headers")
                    .containsEntry("muster-submission", id + "/1/2");
            assertThat(headers.get("ce_time")).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
            assertThat(headers.get("traceparent")).matches("00-" + TRACE + "-[0-9a-f]{16}-01");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "''|empty-upload",
                "Manufacturer,Model,Serial Number|empty-upload",
                "Name,Email~a,b|unknown-header",
                "%PDF-1.7|not-a-text-file",
                "PK\u0003\u0004xl/|not-a-text-file",
                "PK\u0003\u0004devices.csv|not-a-text-file",
                "\u001F\u008B|not-a-text-file"
            })
    void refusesWhatIsNoFileOfDevices(String body, String name) {
        long before = Ends.of(DEVICE_SUBMITTED, REGISTRATION_RECEIVED);
        byte[] bytes = body.replace('~', '\n').getBytes(ISO_8859_1);
        assertThat(problem(upload("refused", bytes), 400)).isEqualTo(name);
        assertThat(Ends.of(DEVICE_SUBMITTED, REGISTRATION_RECEIVED)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "application/octet-stream", "text/csvx"})
    void refusesOtherMediaTypes(String type) {
        var answer = registrar("media").contentType(type).body("x").post("/v1/registrations");
        assertThat(problem(answer, 415)).isEqualTo("unsupported-media-type");
    }

    @Test
    void takesWhateverATextFileComesIn() {
        String csv = Samples.csv(1, 3);
        byte[] utf16 = ("\uFEFF" + csv).getBytes(UTF_16LE);
        upload("encodings", utf16).then().statusCode(202);
        upload(registrar("encodings").contentType("text/csv; charset=utf-8"), csv.getBytes(UTF_8));
        var zstd = registrar("encodings").header("Content-Encoding", "zstd");
        assertThat((int) upload(zstd, Zstd.compress(utf16)).path("accepted")).isEqualTo(3);
        var brotli = registrar("encodings").header("Content-Encoding", "br");
        assertThat(problem(upload(brotli, utf16), 415)).isEqualTo("unsupported-encoding");
        var broken = registrar("encodings").header("Content-Encoding", "gzip");
        assertThat(problem(upload(broken, utf16), 415)).isEqualTo("unsupported-encoding");
    }

    @Test
    void stopsAtTheLimitOfRowsAndSaysHowFarItCame() {
        var answer = upload("limit", Samples.csv(1, SmallLimits.MAX_ROWS + 1).getBytes(UTF_8));
        assertThat(problem(answer, 413)).isEqualTo("row-limit");
        assertThat((String) answer.path("detail")).endsWith("rows before that were accepted.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orderId", "purchaseId"})
    void takesIdsOfAnyCharactersUpToTheirLength(String name) {
        byte[] csv = Samples.csv(1, 1).getBytes(UTF_8);
        String id = upload(registrar("ids").queryParam(name, "é\n€&=😀"), csv).path("id");
        var event = (DeviceSubmitted)
                events(DEVICE_SUBMITTED, UUID.fromString(id), 1).getFirst();
        assertThat(Objects.requireNonNullElse(event.orderId(), event.purchaseId()))
                .isEqualTo("é\n€&=😀");
        upload(registrar("ids").queryParam(name, "x".repeat(256)), csv).then().statusCode(202);
        var tooLong = upload(registrar("ids").queryParam(name, "x".repeat(257)), csv);
        assertThat(problem(tooLong, 400)).isEqualTo("invalid-parameter");
    }

    static List<Event> registration(UUID id, int count) {
        try (var probe = new TopicProbe()) {
            return probe.await(
                    REGISTRATION_RECEIVED, count, event -> event.key().equals(id.toString()));
        }
    }

    static List<SubmissionEvent> events(Topic topic, UUID id, int count) {
        try (var probe = new TopicProbe()) {
            return probe
                    .await(
                            topic,
                            count,
                            e -> ((SubmissionEvent) e)
                                    .submission()
                                    .registration()
                                    .equals(id))
                    .stream()
                    .map(SubmissionEvent.class::cast)
                    .toList();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
