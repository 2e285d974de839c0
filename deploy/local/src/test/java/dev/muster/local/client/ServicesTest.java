package dev.muster.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.local.sample.Outcomes;
import dev.muster.local.screen.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicesTest {
    private static final String COMPLETED = """
            {"id":"r1","state":"completed","counts":{"total":3,"pending":0,"registered":2,"failed":1},
             "failedByCode":{"sample-data":1}}""";

    @TempDir
    private Path directory;

    private CannedServer server;
    private Services services;

    @BeforeEach
    void start() throws Exception {
        server = new CannedServer();
        services = new Services(Map.of("ingest", server.address(), "status", server.address()), "the-token");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsOneFileAsItIs() throws Exception {
        server.answer("POST /v1/registrations", 202, "{\"id\":\"r1\"}");
        var upload = new Upload(
                List.of(file("a b.csv", "x,y\n1,2\n")),
                Optional.of("PO 1"),
                Optional.empty(),
                Optional.of("once"),
                (sent, all) -> {});
        assertThat(services.register(upload).path("id").asText()).isEqualTo("r1");
        var request = server.last();
        assertThat(request.body()).isEqualTo("x,y\n1,2\n");
        assertThat(request.query()).isEqualTo("fileName=a%20b.csv&orderId=PO%201");
        assertThat(request.header("Content-Type")).isEqualTo("text/csv");
        assertThat(request.header("Authorization")).isEqualTo("Bearer the-token");
        assertThat(request.header("Idempotency-Key")).isEqualTo("once");
    }

    @Test
    void sendsSeveralFilesAsParts() throws Exception {
        server.answer("POST /v1/registrations", 202, "{\"id\":\"r1\"}");
        var files = List.of(file("a.csv", "first"), file("b.csv", "second"));
        services.register(
                new Upload(files, Optional.of("PO-1"), Optional.of("P-2"), Optional.empty(), (sent, all) -> {}));
        var body = server.last().body();
        assertThat(server.last().header("Content-Type")).startsWith("multipart/form-data; boundary=");
        assertThat(body)
                .containsSubsequence(
                        "name=\"orderId\"\r\n\r\nPO-1\r\n",
                        "name=\"purchaseId\"\r\n\r\nP-2\r\n",
                        "name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\nfirst\r\n",
                        "name=\"file\"; filename=\"b.csv\"\r\nContent-Type: text/csv\r\n\r\nsecond\r\n",
                        "--\r\n");
    }

    @Test
    void tellsHowMuchWasSent() throws Exception {
        server.answer("POST /v1/registrations", 202, "{\"id\":\"r1\"}");
        var sent = new long[2];
        services.register(Upload.of(file("a.csv", "12345")).telling((done, all) -> {
            sent[0] = done;
            sent[1] = all;
        }));
        assertThat(sent).containsExactly(5, 5);
    }

    @Test
    void saysInWordsWhyItWasRefused() throws Exception {
        server.answer("POST /v1/registrations", 400, """
                {"type":"urn:muster:problem:unknown-header","title":"Unknown header","status":400,
                 "detail":"These are not devices","errors":[{"detail":"Column 'Foo' is not known","line":1}]}""");
        var upload = Upload.of(file("a.csv", "Foo"));
        assertThatThrownBy(() -> services.register(upload))
                .isInstanceOf(Refusal.class)
                .hasMessage("Unknown header: These are not devices\n  line 1: Column 'Foo' is not known");
    }

    @Test
    void saysSomethingWhenTheAnswerIsNoProblem() throws Exception {
        server.answer("POST /v1/registrations", 502, "<html>");
        var upload = Upload.of(file("a.csv", "Foo"));
        assertThatThrownBy(() -> services.register(upload)).hasMessage("the service answered with status 502");
    }

    @Test
    void doesNotKnowARegistrationForAMoment() throws Exception {
        server.answer("GET /v1/registrations/r1", 404, "{\"title\":\"Not found\"}");
        assertThat(services.registration("r1")).isEmpty();
    }

    @Test
    void followsARegistrationThroughUnknownAndUnavailable() throws Exception {
        server.answer("POST /v1/registrations", 202, "{\"id\":\"r1\"}");
        server.answer("GET /v1/registrations/r1", 404, "{}");
        server.answer("GET /v1/registrations/r1", 503, "{}");
        server.answer(
                "GET /v1/registrations/r1",
                200,
                "{\"id\":\"r1\",\"state\":\"processing\",\"counts\":{\"total\":3,\"registered\":1,\"failed\":0}}");
        server.answer("GET /v1/registrations/r1", 200, COMPLETED);
        server.answer("GET /v1/registrations/r1/failures", 200, "{\"items\":[{\"row\":3,\"title\":\"Sample data\"}]}");
        var shown = new ByteArrayOutputStream();
        var screen = new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), false, false);
        var registration = Registering.run(services, Upload.of(file("a.csv", "x")), screen);
        assertThat(shown.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("1 of 3: 1 registered, 0 failed", "3 of 3: 2 registered, 1 failed");
        assertThat(OutcomeTable.outcomes(registration)).isEqualTo(new Outcomes(2, Map.of("sample-data", 1L)));
        assertThat(OutcomeTable.table(services, registration).lines())
                .containsExactly(
                        "outcome      rows  meaning      for example",
                        "registered   2     Registered",
                        "sample-data  1     Sample data  line 3");
    }

    @Test
    void doesNotFollowWhatItMayNotSee() throws Exception {
        server.answer("GET /v1/registrations/r1", 403, "{\"title\":\"Not allowed\"}");
        assertThatThrownBy(() -> Following.toTheEnd(services, "r1", seen -> {})).hasMessage("Not allowed");
    }

    @Test
    void streamsTheFailedRowsAsTheyAre() throws Exception {
        server.answer("GET /v1/registrations/r1/failures", 200, "Serial Number,Error Code\r\nS1,sample-data\r\n");
        var out = new ByteArrayOutputStream();
        services.failuresCsv("r1", Optional.of("sample-data"), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Serial Number,Error Code\r\nS1,sample-data\r\n");
        assertThat(server.last().query()).isEqualTo("code=sample-data");
        assertThat(server.last().header("Accept")).isEqualTo("text/csv");
    }

    @Test
    void saysWhyThereAreNoFailedRows() {
        server.answer(
                "GET /v1/registrations/r1/failures", 404, "{\"title\":\"Not found\",\"detail\":\"r1 is not known\"}");
        var out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> services.failuresCsv("r1", Optional.empty(), out))
                .isInstanceOf(Refusal.class)
                .hasMessage("Not found: r1 is not known");
        assertThat(out.size()).isZero();
    }

    @Test
    void asksForNothingElseThanAnIdWhateverItLooksLike() throws Exception {
        services.registration("../devices?x=1#");
        assertThat(server.last().query()).isNull();
    }

    @Test
    void asksForDevicesByState() throws Exception {
        server.answer("GET /v1/devices", 200, "{\"items\":[]}");
        services.devices(Map.of("state", "ready-for-user"));
        assertThat(server.last().query()).isEqualTo("limit=500&state=ready-for-user");
    }

    private Path file(String name, String content) throws Exception {
        return Files.writeString(directory.resolve(name), content);
    }
}
