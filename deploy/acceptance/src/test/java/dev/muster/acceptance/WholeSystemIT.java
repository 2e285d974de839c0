package dev.muster.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.acceptance.observability.Observability;
import dev.muster.backing.FreePorts;
import dev.muster.local.client.Following;
import dev.muster.local.client.Operations;
import dev.muster.local.client.OutcomeTable;
import dev.muster.local.client.Refusal;
import dev.muster.local.client.Services;
import dev.muster.local.client.Upload;
import dev.muster.local.file.InspectionJson;
import dev.muster.local.file.InspectionReport;
import dev.muster.local.file.Merging;
import dev.muster.local.file.OutFile;
import dev.muster.local.sample.Format;
import dev.muster.local.sample.Outcomes;
import dev.muster.local.sample.Sample;
import dev.muster.local.system.Home;
import dev.muster.local.system.Plan;
import dev.muster.local.system.Supervisor;
import dev.muster.local.system.Surroundings;
import dev.muster.local.system.SystemState;
import dev.muster.local.token.Keys;
import dev.muster.local.token.TokenRequest;
import dev.muster.local.token.Tokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged services as processes, on a real broker and a real database: what a user would see. */
@Timeout(300)
class WholeSystemIT {
    private static final int MANY = 3_000;

    @TempDir
    private static Path directory;

    private static Home home;
    private static Supervisor supervisor;
    private static Collector collector;

    @BeforeAll
    static void start() throws IOException {
        home = new Home(Checkout.root(), directory.resolve("data"));
        var ports = new HashMap<String, Integer>();
        Plan.of(Map.of(), Map.of(), 6, port -> true).ports().keySet().forEach(name -> ports.put(name, FreePorts.any()));
        collector = new Collector();
        var settings = Map.of("MUSTER_TRACING_ENDPOINT", collector.address(), "MUSTER_TRACING_SHARE", "0");
        var plan = Plan.of(ports, Map.of(), 6, FreePorts::isFree);
        supervisor = new Supervisor(home, plan, Surroundings.told(plan, settings), System.out::println);
        supervisor.start();
    }

    @AfterAll
    static void end() {
        var last = supervisor.state().processes();
        supervisor.close();
        collector.close();
        assertThat(last).noneMatch(process -> process.running().isPresent());
        assertThat(home.state()).doesNotExist();
    }

    @Test
    void findsTheOutcomeOfEachRow() throws Exception {
        for (var format : Format.values()) {
            var sample = new Sample(200, format, true, format.name().hashCode());
            var registration = follow("contoso", register("contoso", write(sample)));
            assertThat(sample.expected().differences(OutcomeTable.outcomes(registration)))
                    .as(registration.toString())
                    .isEmpty();
            assertThat(registration.path("state").asText()).isEqualTo("completed");
            assertThat(registration.path("counts").path("pending").asLong()).isZero();
        }
    }

    @Test
    void followsARegistrationAsItGoesOnUntilItIsCompleted() throws Exception {
        var sample = new Sample(500, Format.AUTOPILOT, true, 500);
        var id = register("northwind", write(sample));
        var events = ProgressStream.follow(
                supervisor.state().services().get("status") + "/v1/registrations/" + id + "/progress",
                token("northwind"));
        assertThat(events).isNotEmpty();
        assertThat(events.getLast().name()).isEqualTo("completed");
        assertThat(events.subList(0, events.size() - 1))
                .isNotEmpty()
                .allMatch(event -> "progress".equals(event.name()));
        var last = new ObjectMapper().readTree(events.getLast().data());
        assertThat(last.path("state").asText()).isEqualTo("completed");
        assertThat(sample.expected().differences(OutcomeTable.outcomes(last))).isEmpty();
    }

    @Test
    void doesWithAFileWhatInspectForetells() throws Exception {
        var sample = write(new Sample(50, Format.SELF, true, 600));
        var junk = Files.writeString(directory.resolve("junk.csv"), """
                Serial_Number;HardwareHash;Manufacturer;Model
                default STRING;;HP;M
                None;;HP;M
                0;;HP;M
                123456789;;HP;M
                System Serial Number;;HP;M
                1.23E+11;;HP;M
                """);
        var merged = directory.resolve("merged.csv");
        Merging.of(List.of(sample, junk)).into(merged);
        var foretold = InspectionReport.of(merged, new InspectionJson(OutputStream.nullOutputStream()));
        var registration = follow("tailspin", register("tailspin", merged));
        var failed = new HashMap<String, Long>();
        foretold.failedByCode().forEach((code, rows) -> failed.put(code.code(), rows));
        assertThat(new Outcomes(foretold.good(), failed).differences(OutcomeTable.outcomes(registration)))
                .isEmpty();
        assertThat(failed).containsEntry("serial-number-not-usable", 11L);
    }

    @Test
    void givesTheFailedRowsAsAFileThatCanBeSentAgain() throws Exception {
        var sample = new Sample(20, Format.SELF, true, 700);
        var id =
                follow("litware", register("litware", write(sample))).path("id").asText();
        var fixed = directory.resolve("fixed.csv");
        OutFile.write(fixed, out -> services("litware").failuresCsv(id, Optional.empty(), out));
        assertThat(Files.readAllLines(fixed).getFirst())
                .isEqualTo("Manufacturer,Model,Serial Number,Hardware Hash,Error Code,Error Detail,Original Line");
        var again = OutcomeTable.outcomes(follow("litware", register("litware", fixed)));
        long unread = sample.expected().failedByCode().get("malformed-row");
        assertThat(again.total())
                .as(again.toString())
                .isEqualTo(sample.expected().failed() - unread);
        assertThat(again.failedByCode())
                .containsEntry("sample-data", 5L)
                .containsEntry("hardware-hash-not-valid", 15L)
                .containsEntry("device-already-registered", 5L);
        var some = new ByteArrayOutputStream();
        services("litware").failuresCsv(id, Optional.of("sample-data"), some);
        assertThat(some.toString(UTF_8).lines()).hasSize(6);
    }

    @Test
    void losesNothingWhenTheLedgerIsKilledInTheMiddle() throws Exception {
        var sample = new Sample(MANY, Format.SELF, true, 300);
        var id = register("fabrikam", write(sample));
        var claim = process("claim");
        claim.running().orElseThrow().destroyForcibly();
        var registration = follow("fabrikam", id);
        assertThat(sample.expected().differences(OutcomeTable.outcomes(registration)))
                .as(registration.toString())
                .isEmpty();
        assertThat(process("claim").pid()).isNotEqualTo(claim.pid());
    }

    @Test
    void givesADeviceToOneOrganizationOnly() throws Exception {
        var file = write(new Sample(20, Format.SELF, false, 400));
        assertThat(OutcomeTable.outcomes(follow("adatum", register("adatum", file)))
                        .registered())
                .isEqualTo(20);
        assertThat(OutcomeTable.outcomes(follow("adatum", register("adatum", file)))
                        .failedByCode())
                .isEqualTo(Map.of("device-already-registered", 20L));
        assertThat(OutcomeTable.outcomes(follow("wingtip", register("wingtip", file)))
                        .failedByCode())
                .isEqualTo(Map.of("device-claimed-by-another-organization", 20L));
        assertThat(devices("adatum")).hasSize(20).allMatch(device -> "ready-for-user".equals(state(device)));
        assertThat(devices("wingtip")).noneMatch(device -> "ready-for-user".equals(state(device)));
    }

    @Test
    void givesARowItsRealOutcomeOnceItsDeadLetterIsTriedAgain() throws Exception {
        var letter = DeadLetterOfARow.of("wideworld", "SN-900");
        letter.put(supervisor.state().kafka());
        var found = await(
                () -> operations()
                        .get(
                                "/dead-letters",
                                Map.of("requestId", letter.requestId().toString())),
                letters -> !letters.path("items").isEmpty());
        var wanted = new ObjectMapper().createObjectNode();
        wanted.putArray("ids").add(found.path("items").get(0).path("id").asText());

        var replay = operations().post("/replays", wanted).path("id").asText();

        var devices = await(
                () -> devices("wideworld"),
                listed -> listed.stream().anyMatch(device -> state(device).equals("ready-for-user")));
        assertThat(devices)
                .extracting(device -> device.path("serialNumber").asText() + " " + state(device))
                .containsExactly("SN-900 ready-for-user");
        var counts = await(
                () -> operations().get("/replays/" + replay, Map.of()).path("counts"), told -> told.has("succeeded"));
        assertThat(counts).hasToString("{\"succeeded\":1}");
    }

    @Test
    void tracesAnUploadToTheReadModelWhereItsSenderWantsIt() throws Exception {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var upload = HttpRequest.newBuilder(
                        URI.create(supervisor.state().services().get("ingest") + "/v1/registrations"))
                .header("Authorization", "Bearer " + token("trey"))
                .header("Content-Type", "text/csv")
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .POST(BodyPublishers.ofFile(write(new Sample(50, Format.SELF, false, 900))))
                .build();
        var answer = HttpClient.newHttpClient().send(upload, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        follow("trey", new ObjectMapper().readTree(answer.body()).path("id").asText());

        var way = List.of("muster-ingest", "muster-validator", "muster-claim", "muster-status");
        var spans = await(collector::spans, seen -> seen.stream().anyMatch(span -> hasComeBy(way, span, seen)));

        assertThat(spans).extracting(Collector.Span::trace).containsOnly(trace);
        assertThat(spans).anyMatch(span -> hasComeBy(way, span, spans));
        assertThat(spans).anySatisfy(span -> assertThat(span.name()).isEqualTo("POST /v1/registrations"));
    }

    /** Whether {@code last} is a step of the last service of {@code way} that follows from one of the service before it, and so on. */
    private static boolean hasComeBy(List<String> way, Collector.Span last, List<Collector.Span> spans) {
        return last.service().equals(way.getLast())
                && (way.size() == 1
                        || spans.stream()
                                .filter(span -> last.after().contains(span.id()))
                                .anyMatch(span -> hasComeBy(way.subList(0, way.size() - 1), span, spans)));
    }

    @Test
    void exportsEveryMetricThatTheRulesAndTheDashboardAskFor() throws Exception {
        follow("proseware", register("proseware", write(new Sample(20, Format.SELF, true, 800))));
        var addresses = supervisor.state().services().values();

        var missing = await(() -> new Observability(Checkout.root()).missingFrom(addresses), List::isEmpty);

        assertThat(missing).isEmpty();
    }

    /** What {@code ask} answers once {@code wanted} holds of it; the last answer where it does not for half a minute. */
    private static <T> T await(Callable<T> ask, Predicate<T> wanted) throws Exception {
        T answer = ask.call();
        for (int tries = 0; tries < 60 && !wanted.test(answer); tries++) {
            Thread.sleep(500);
            answer = ask.call();
        }
        return answer;
    }

    private static Operations operations() {
        var address = supervisor.state().services().get("operations");
        return new Operations(address, new Tokens(Keys.in(home.keys())).sign(TokenRequest.ofOperator(), Instant.now()));
    }

    private static String register(String tenant, Path file) throws IOException, InterruptedException {
        var upload = Upload.of(file).withKey(UUID.randomUUID().toString());
        for (int attempt = 1; ; attempt++) {
            try {
                return services(tenant).register(upload).path("id").asText();
            } catch (Refusal e) {
                if (e.status() < 500 || attempt == 10) {
                    throw e;
                }
                Thread.sleep(1_000);
            }
        }
    }

    private static JsonNode follow(String tenant, String id) throws IOException {
        return Following.toTheEnd(services(tenant), id, seen -> {});
    }

    private static List<JsonNode> devices(String tenant) throws IOException {
        var items = services(tenant).devices(Map.of()).path("items");
        return items.valueStream().toList();
    }

    private static String state(JsonNode device) {
        return device.path("state").asText();
    }

    private static Services services(String tenant) {
        return new Services(supervisor.state().services(), token(tenant));
    }

    private static String token(String tenant) {
        return new Tokens(Keys.in(home.keys())).sign(TokenRequest.of(tenant), Instant.now());
    }

    private static SystemState.Entry process(String name) {
        return supervisor.state().process(name).orElseThrow();
    }

    private static Path write(Sample sample) throws IOException {
        var file = Files.createTempFile(directory, "sample", ".csv");
        sample.write(file);
        return file;
    }
}
