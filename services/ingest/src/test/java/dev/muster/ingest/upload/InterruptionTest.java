package dev.muster.ingest.upload;

import static dev.muster.ingest.Calls.problem;
import static dev.muster.ingest.Calls.registrar;
import static dev.muster.ingest.Calls.upload;
import static dev.muster.model.topic.Topic.DEVICE_SUBMITTED;
import static dev.muster.model.topic.Topic.REGISTRATION_RECEIVED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muster.ingest.SmallLimits;
import dev.muster.model.event.Event;
import dev.muster.model.event.EventJson;
import dev.muster.model.event.RegistrationClosed;
import dev.muster.model.event.RegistrationEvent;
import dev.muster.model.event.RegistrationInterrupted;
import dev.muster.model.event.RegistrationOpened;
import dev.muster.model.event.SubmissionEvent;
import dev.muster.model.identity.SubmissionId;
import dev.muster.runtime.topic.TraceParent;
import dev.muster.storage.Database;
import dev.muster.storage.RacedException;
import dev.muster.testing.Backing;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(SmallLimits.class)
class InterruptionTest {

    /** As many rows as make the first chunks go their way, and some more. */
    private static final int SENT = 4 * SmallLimits.CHUNK_ROWS + 5;

    private static final String CSV = Samples.csv(1, 100);
    private static final String BEGIN = Samples.csv(1, SENT);

    @Inject
    UploadStore store;

    @Inject
    LeaseStore leases;

    @Inject
    Database database;

    @Test
    void takesUpAnUploadWhoseClientWentAway() throws IOException {
        try (var client = SlowClient.begin("vanished", "key")) {
            client.send(BEGIN);
            opened("vanished", 1);
            client.vanish();
        }
        var interrupted = (RegistrationInterrupted) await1("vanished", RegistrationInterrupted.class);
        assertThat(interrupted.attempt()).isEqualTo(1);
        Response answer = send("vanished", CSV);
        answer.then().statusCode(202);
        assertThat((String) answer.path("id"))
                .isEqualTo(interrupted.registrationId().toString());
        assertThat((int) answer.path("rows")).isEqualTo(100);
        var closed = (RegistrationClosed) await1("vanished", RegistrationClosed.class);
        assertThat(closed.attempt()).isEqualTo(2);
        assertThat(closed.registrationId()).isEqualTo(interrupted.registrationId());
        assertThat(closed.rows()).isEqualTo(100);
        assertThat(opened("vanished", 2).submittedAt())
                .isEqualTo(opened("vanished", 1).submittedAt());
        assertThat(submissions("vanished", 100))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(2, 101)
                        .mapToObj(row -> new SubmissionId(interrupted.registrationId(), 1, row))
                        .toList());
    }

    @Test
    void leavesAnUploadWithoutAKeyInterrupted() throws IOException {
        try (var client = SlowClient.begin("keyless", null)) {
            client.send(BEGIN);
            opened("keyless", 1);
            client.vanish();
        }
        await1("keyless", RegistrationInterrupted.class);
        assertThat(submissions("keyless", 4 * SmallLimits.CHUNK_ROWS)).isNotEmpty();
    }

    @Test
    void tellsThatAnUploadBrokeOffInTheTraceOfTheUpload() throws IOException {
        try (var client = SlowClient.begin("traced", null)) {
            client.send(BEGIN);
            opened("traced", 1);
            client.vanish();
        }
        try (var probe = new TopicProbe()) {
            var told = probe.awaitRecords(
                    "muster.registration.received.v1",
                    2,
                    record -> EventJson.read(record.value()).tenant().equals("traced"));
            assertThat(told.stream()
                            .map(TraceParent::of)
                            .map(TraceParent::traceId)
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void cutsOffAClientThatStopsSending() throws IOException {
        try (var client = SlowClient.begin("stopped", "key")) {
            client.send(BEGIN);
            assertThat(client.isCutOffWithin(Duration.ofSeconds(20))).isTrue();
        }
        await1("stopped", RegistrationInterrupted.class);
        assertThat((int) send("stopped", CSV).then().statusCode(202).extract().path("rows"))
                .isEqualTo(100);
    }

    @Test
    void refusesOtherContentWhenAnUploadIsTakenUp() throws IOException {
        try (var client = SlowClient.begin("changed", "key")) {
            client.send(BEGIN);
            opened("changed", 1);
            client.vanish();
        }
        await1("changed", RegistrationInterrupted.class);
        assertThat(problem(send("changed", CSV.replace("SN-3,", "SN-x,")), 422)).isEqualTo("idempotency-conflict");
        assertThat(problem(send("changed", CSV.replace("\nContoso,Model-1,SN-3,", "\n\nContoso,Model-1,SN-3,")), 422))
                .as("the rows stand on other lines")
                .isEqualTo("idempotency-conflict");
        var withOrder = registrar("changed").header("Idempotency-Key", "key").queryParam("orderId", "PO-1");
        assertThat(problem(upload(withOrder, CSV.getBytes(UTF_8)), 422)).isEqualTo("idempotency-conflict");
        send("changed", CSV).then().statusCode(202);
    }

    @Test
    void asksToWaitWhileAnUploadIsBeingRead() throws IOException {
        try (var client = SlowClient.begin("waiting", "key")) {
            client.send(BEGIN);
            opened("waiting", 1);
            var other = send("waiting", CSV);
            assertThat(problem(other, 409)).isEqualTo("upload-in-progress");
            assertThat(other.header("Retry-After")).matches("[1-9]\\d*");
            assertThat(client.send(CSV.substring(BEGIN.length())).end()).startsWith("HTTP/1.1 202");
        }
        send("waiting", CSV).then().statusCode(202);
    }

    @Test
    void letsATenantHaveSoManyUploadsAtOnceFromTheirFirstByteOn() throws IOException {
        var clients = new ArrayList<SlowClient>();
        try {
            for (int i = 0; i < SmallLimits.MAX_UPLOADS; i++) {
                clients.add(SlowClient.begin("many", "key-" + i).send("Manufacturer,"));
            }
            await().until(() -> upload("many", CSV.getBytes(UTF_8)).statusCode() == 429);
            var refused = upload("many", CSV.getBytes(UTF_8));
            assertThat(problem(refused, 429)).isEqualTo("too-many-uploads");
            assertThat(refused.header("Retry-After")).matches("[1-9]\\d*");
            upload("few", CSV.getBytes(UTF_8)).then().statusCode(202);
        } finally {
            for (var client : clients) {
                client.vanish();
            }
        }
        await().untilAsserted(() ->
                assertThat(upload("many", CSV.getBytes(UTF_8)).statusCode()).isEqualTo(202));
    }

    @Test
    void countsTheUploadsThatOtherProcessesRead() {
        for (int i = 0; i < SmallLimits.MAX_UPLOADS; i++) {
            store.open(Kind.REGISTRATION, Samples.request("elsewhere-" + i, null, null));
        }
        assertThatThrownBy(() -> store.open(Kind.REGISTRATION, Samples.request("one-more", null, null)))
                .hasMessageContaining("too-many-uploads");
        loseLeases("contoso");
        assertThat(store.open(Kind.REGISTRATION, Samples.request("one-more", null, null)))
                .isInstanceOf(Opening.Begun.class);
        loseLeases("contoso");
    }

    @Test
    void renewsTheLeasesOfWhatIsBeingReadAndOfNothingElse() {
        var read = begun("being-read");
        var left = begun("left");
        leases.hold(read);
        leases.hold(left);
        leases.left(left); // without giving its lease up, as when the database was away just then
        shorten(read, left);
        long before = leasedUntil(left);
        leases.renew();
        assertThat(leasedUntil(read)).isGreaterThan(before + 1_000);
        assertThat(leasedUntil(left)).isEqualTo(before);
        leases.left(read);
        loseLeases("contoso");
    }

    private Upload begun(String key) {
        return ((Opening.Begun) store.open(Kind.REGISTRATION, Samples.request(key, null, null))).upload();
    }

    /** Both end in a moment, however often they have been renewed by now. */
    private void shorten(Upload one, Upload other) {
        database.inTransaction(session -> session.createNativeQuery(
                        "update upload set leased_until = now() + interval '1500 milliseconds' where id in (?1, ?2)")
                .setParameter(1, one.id())
                .setParameter(2, other.id())
                .executeUpdate());
    }

    private long leasedUntil(Upload upload) {
        return database.withoutTransaction(session -> session.createNativeQuery(
                        "select cast(extract(epoch from leased_until) * 1000 as int8) from upload where id = ?1",
                        Long.class)
                .setParameter(1, upload.id())
                .getSingleResult());
    }

    @Test
    void doesNotLetAProcessThatWasAwayCloseWhatAnotherHasTakenUp() {
        var first = ((Opening.Begun) store.open(Kind.REGISTRATION, Samples.request("stopped-process", null, null)))
                .upload();
        loseLeases("contoso");
        await().untilAsserted(() -> assertThat(leases.lost()).isEmpty());
        var second = ((Opening.Begun) store.open(Kind.REGISTRATION, Samples.request("stopped-process", null, null)))
                .upload();
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.id()).isEqualTo(first.id());
        var answer = new UploadAnswer(first.id(), 1, 1, 0, List.of());
        assertThatThrownBy(() -> store.close(first, "digest", answer)).isInstanceOf(RacedException.class);
        store.close(second, "digest", answer);
        assertThat(store.open(Kind.REGISTRATION, Samples.request("stopped-process", null, null)))
                .isEqualTo(new Opening.Answered("digest", answer));
    }

    /** As if the processes that read the uploads of {@code tenant} had gone. */
    private void loseLeases(String tenant) {
        database.inTransaction(session -> session.createNativeQuery(
                        "update upload set leased_until = now() where tenant = ?1 and state = 'receiving'")
                .setParameter(1, tenant)
                .executeUpdate());
    }

    private static Response send(String tenant, String csv) {
        return upload(registrar(tenant).header("Idempotency-Key", "key"), csv.getBytes(UTF_8));
    }

    private static RegistrationOpened opened(String tenant, int attempt) {
        try (var probe = new TopicProbe()) {
            return (RegistrationOpened) probe.await(
                            REGISTRATION_RECEIVED,
                            1,
                            event -> event.tenant().equals(tenant)
                                    && event instanceof RegistrationOpened opened
                                    && opened.attempt() == attempt)
                    .getFirst();
        }
    }

    private static Event await1(String tenant, Class<? extends RegistrationEvent> kind) {
        try (var probe = new TopicProbe()) {
            return probe.await(REGISTRATION_RECEIVED, 1, e -> e.tenant().equals(tenant) && kind.isInstance(e))
                    .getFirst();
        }
    }

    /** The ids of what was submitted for {@code tenant}, each once, when at least so many records are there. */
    private static List<SubmissionId> submissions(String tenant, int count) {
        try (var probe = new TopicProbe()) {
            return probe.await(DEVICE_SUBMITTED, count, event -> event.tenant().equals(tenant)).stream()
                    .map(event -> ((SubmissionEvent) event).submission())
                    .distinct()
                    .toList();
        }
    }
}
