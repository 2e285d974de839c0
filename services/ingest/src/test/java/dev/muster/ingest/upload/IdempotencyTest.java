package dev.muster.ingest.upload;

import static dev.muster.ingest.Calls.problem;
import static dev.muster.ingest.Calls.registrar;
import static dev.muster.ingest.Calls.upload;
import static dev.muster.model.topic.Topic.DEVICE_REJECTED;
import static dev.muster.model.topic.Topic.DEVICE_SUBMITTED;
import static dev.muster.model.topic.Topic.REGISTRATION_RECEIVED;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.muster.ingest.SmallLimits;
import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.RegistrationClosed;
import dev.muster.model.event.RegistrationOpened;
import dev.muster.model.event.SubmissionEvent;
import dev.muster.testing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(SmallLimits.class)
class IdempotencyTest {

    private static final String CSV = Samples.csv(1, 25) + "bad\r\n";

    @Test
    void givesTheFirstAnswerAgainAndProducesNothing() {
        String first =
                send("again", "key", CSV).then().statusCode(202).extract().asString();
        long before = Ends.of(DEVICE_SUBMITTED, DEVICE_REJECTED, REGISTRATION_RECEIVED);
        var second = send("again", "key", CSV);
        var zstd = keyed("again", "key").header("Content-Encoding", "zstd");
        var third = upload(zstd, Zstd.compress(CSV.getBytes(UTF_8)));
        for (var answer : List.of(second, third)) {
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.asString()).isEqualTo(first);
            assertThat(answer.header("Location")).isEqualTo("/v1/registrations/" + answer.path("id"));
        }
        assertThat(Ends.of(DEVICE_SUBMITTED, DEVICE_REJECTED, REGISTRATION_RECEIVED))
                .isEqualTo(before);
    }

    @Test
    void refusesOtherBytesAndOtherIdsUnderAUsedKey() {
        send("other", "key", CSV).then().statusCode(202);
        long before = Ends.of(DEVICE_SUBMITTED, DEVICE_REJECTED, REGISTRATION_RECEIVED);
        for (String other : List.of(CSV.replace("SN-20,", "SN-99,"), CSV + "x,y,z,\n", Samples.csv(1, 25))) {
            assertThat(problem(send("other", "key", other), 422)).isEqualTo("idempotency-conflict");
        }
        var withOrder = keyed("other", "key").queryParam("orderId", "PO-1");
        assertThat(problem(upload(withOrder, CSV.getBytes(UTF_8)), 422)).isEqualTo("idempotency-conflict");
        assertThat(Ends.of(DEVICE_SUBMITTED, DEVICE_REJECTED, REGISTRATION_RECEIVED))
                .isEqualTo(before);
    }

    @Test
    void keepsTheKeysOfTenantsApart() {
        String one = send("tenant-1", "shared", CSV).path("id");
        String other = send("tenant-2", "shared", Samples.csv(1, 2)).path("id");
        assertThat(other).isNotNull().isNotEqualTo(one);
    }

    @Test
    void refusesBadKeys() throws IOException {
        assertThat(problem(send("bad-key", "k".repeat(256), CSV), 400)).isEqualTo("invalid-parameter");
        try (var client = SlowClient.begin("bad-key", "")) {
            assertThat(client.send(CSV).end()).startsWith("HTTP/1.1 400").contains("invalid-parameter");
        }
    }

    @Test
    void takesALongKey() {
        send("long-key", "k".repeat(255), CSV).then().statusCode(202);
    }

    @Test
    void readsTwoUploadsWithTheSameKeyAtTheSameMomentOnce() {
        var answers = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> send("race", "key", Samples.csv(1, 400))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        var ids = new HashSet<String>();
        for (var answer : answers) {
            if (answer.statusCode() == 409) {
                assertThat(problem(answer, 409)).isEqualTo("upload-in-progress");
                assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
            } else {
                ids.add(answer.then().statusCode(202).extract().path("id"));
            }
        }
        assertThat(ids).hasSize(1);
        assertThat(send("race", "key", Samples.csv(1, 400)).<String>path("id")).isIn(ids);
    }

    @Test
    void readsSeveralFilesAsOneUpload() {
        var form = registrar("files")
                .contentType("multipart/form-data; boundary=one")
                .multiPart("orderId", "PO-7")
                .multiPart("file", "a.csv", Samples.csv(1, 2).getBytes(UTF_8), "text/csv")
                .multiPart("file", "b.txt", "\uFEFFSerial_Number;HardwareHash\nSN-3;\n\nSN-4;\n".getBytes(UTF_16LE))
                .multiPart("file", "c.csv", "Manufacturer,Model,Serial Number\nDell, Inc.,M,S".getBytes(UTF_8));
        Response answer = form.post("/v1/registrations");
        answer.then().statusCode(202);
        var id = UUID.fromString(answer.path("id"));
        assertThat((int) answer.path("rows")).isEqualTo(5);
        assertThat((int) answer.path("malformed")).isEqualTo(1);
        var submitted = UploadTest.events(DEVICE_SUBMITTED, id, 4);
        assertThat(submitted)
                .extracting(event ->
                        event.submission().file() + "/" + event.submission().row())
                .containsExactlyInAnyOrder("1/2", "1/3", "2/2", "2/4");
        assertThat(submitted)
                .extracting(event -> ((DeviceSubmitted) event).orderId())
                .containsOnly("PO-7");
        assertThat(UploadTest.events(DEVICE_REJECTED, id, 1))
                .extracting(SubmissionEvent::submission)
                .extracting(submission -> submission.file() + "/" + submission.row())
                .containsExactly("3/2");
        var facts = UploadTest.registration(id, 2);
        assertThat(((RegistrationOpened) facts.get(0)).orderId()).isEqualTo("PO-7");
        assertThat(((RegistrationClosed) facts.get(1)).fileNames()).containsExactly("a.csv", "b.txt", "c.csv");
    }

    @Test
    void givesTheFirstAnswerAgainWhateverTheBoundary() {
        var answers = Stream.of("one", "quite-another", "----WebKitFormBoundaryX")
                .map(boundary -> keyed("boundaries", "key")
                        .contentType("multipart/form-data; boundary=" + boundary)
                        .multiPart("orderId", "PO-1")
                        .multiPart("file", "a.csv", Samples.csv(1, 30).getBytes(UTF_8))
                        .multiPart("file", "b.csv", Samples.csv(31, 90).getBytes(UTF_8))
                        .post("/v1/registrations"))
                .map(answer -> answer.then().statusCode(202).extract().asString())
                .toList();
        assertThat(answers).hasSize(3).containsOnly(answers.getFirst());
    }

    @Test
    void takesTheSameFilesInAnotherOrderForAnotherUpload() {
        byte[] a = Samples.csv(1, 3).getBytes(UTF_8);
        byte[] b = Samples.csv(4, 6).getBytes(UTF_8);
        files(keyed("order", "key"), a, b).then().statusCode(202);
        assertThat(problem(files(keyed("order", "key"), b, a), 422)).isEqualTo("idempotency-conflict");
    }

    @Test
    void saysWhichFileIsBadAndHowFarItCame() {
        byte[] good = Samples.csv(1, 3).getBytes(UTF_8);
        var answer = files(keyed("second-bad", "key"), good, "%PDF".getBytes(UTF_8));
        assertThat(problem(answer, 400)).isEqualTo("not-a-text-file");
        assertThat((String) answer.path("detail"))
                .startsWith("File 2: This is a PDF.")
                .endsWith("3 rows before that were accepted.");
        var mended = files(keyed("second-bad", "key"), good, Samples.csv(4, 5).getBytes(UTF_8));
        assertThat((int) mended.then().statusCode(202).extract().path("rows")).isEqualTo(5);
    }

    @Test
    void namesFieldsThatComeTooLateInALargeUpload() {
        var answer = registrar("late")
                .multiPart("file", "a.csv", Samples.csv(1, 200).getBytes(UTF_8))
                .multiPart("orderId", "PO-1")
                .post("/v1/registrations");
        assertThat((String) answer.then().statusCode(202).extract().path("warnings[0].code"))
                .isEqualTo("late-field");
    }

    @Test
    void refusesAFormWithoutAFile() {
        var answer = registrar("no-file").multiPart("orderId", "1").post("/v1/registrations");
        assertThat(problem(answer, 400)).isEqualTo("empty-upload");
        var noBoundary = registrar("no-file").contentType("multipart/form-data").post("/v1/registrations");
        assertThat(problem(noBoundary, 400)).isIn("invalid-parameter", "empty-upload");
    }

    private static Response files(RequestSpecification request, byte[] one, byte[] two) {
        return request.multiPart("file", "1.csv", one)
                .multiPart("file", "2.csv", two)
                .post("/v1/registrations");
    }

    private static RequestSpecification keyed(String tenant, String key) {
        return registrar(tenant).header("Idempotency-Key", key);
    }

    private static Response send(String tenant, String key, String csv) {
        return upload(keyed(tenant, key), csv.getBytes(UTF_8));
    }
}
