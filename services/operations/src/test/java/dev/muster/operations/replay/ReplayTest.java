package dev.muster.operations.replay;

import static dev.muster.operations.Operator.eventually;
import static dev.muster.operations.Operator.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.model.identity.SubmissionId;
import dev.muster.model.identity.Uuids;
import dev.muster.operations.Letters;
import dev.muster.operations.Operator;
import dev.muster.operations.failure.FailureFilter;
import dev.muster.operations.failure.Failures;
import dev.muster.operations.guard.Fate;
import dev.muster.operations.guard.Letter;
import dev.muster.storage.Database;
import dev.muster.testing.Backing;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class ReplayTest {

    private static final byte[] VALUE = {(byte) 0xff, 0, 13, 10};

    @Inject
    Database database;

    @Inject
    Failures failures;

    @Inject
    ReplayStore store;

    @Inject
    ChoiceStore choices;

    @Inject
    SendingStore sendings;

    private final TopicProbe probe = new TopicProbe();
    private final UUID upload = Uuids.timeOrdered(Instant.now());

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void showsALetterAsItWasAndFindsItByItsRequestId() {
        var headers = Letters.headers("contoso", row(2));
        var id = noted(Letters.send(probe, headers, "{\"type\":\"device-validated\",\"n\":1}".getBytes(UTF_8)));

        var letter = json("/dead-letters/" + id);

        assertThat(letter.getString("exception"))
                .isEqualTo("java.lang.IllegalStateException: the words of the exception");
        assertThat(letter.getString("stage")).isEqualTo("claim");
        assertThat(letter.getInt("tries")).isEqualTo(3);
        assertThat(letter.getString("traceId")).isEqualTo(Letters.TRACE);
        assertThat(letter.getMap("source")).isEqualTo(Map.of("topic", Letters.SOURCE, "partition", 1, "offset", 17));
        assertThat(letter.getInt("record.decoded.n")).isEqualTo(1);
        assertThat(letter.getString("record.key")).isEqualTo("key");
        assertThat(letter.getList("record.headers.name")).containsAll(headers.keySet());
        assertThat(letter.getList("replays")).isEmpty();
        assertThat(json("/dead-letters/" + headers.get("muster-dead-letter-request-id"))
                        .getString("id"))
                .isEqualTo(id);
    }

    @Test
    void showsBytesThatAreNoJsonAsBytes() {
        var id = letter(2);

        var letter = json("/dead-letters/" + id);

        assertThat(Base64.getDecoder().decode(letter.getString("record.value"))).isEqualTo(VALUE);
        assertThat(letter.getString("record.decoded")).isNull();
    }

    @Test
    void knowsNoOtherLetters() {
        assertThat(Operator.get("/dead-letters/claim-0-999999").statusCode()).isEqualTo(404);
        assertThat(Operator.get("/dead-letters/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
        assertThat(replay("{\"ids\":[\"claim-0-999999\"]}", 404)).isNotNull();
    }

    @Test
    void putsALetterBackWhereItCameFromAndRecordsWhoWantedIt() {
        var id = letter(2);

        var begun = replay("{\"ids\":[\"" + id + "\"]}", 202);

        var record = sent(begun.getString("id"), 1).getFirst();
        assertThat(record.partition()).isEqualTo(1);
        assertThat(record.key()).isEqualTo("key".getBytes(UTF_8));
        assertThat(record.value()).isEqualTo(VALUE);
        assertThat(headers(record))
                .containsEntry("muster-replay-id", begun.getString("id"))
                .containsEntry("muster-replay-of", id)
                .containsEntry("muster-replay-count", "1")
                .containsEntry("muster-tenant", "contoso")
                .containsEntry("muster-submission", row(2).toString())
                .containsEntry("ce_id", row(2) + "/validated")
                .containsKey("traceparent")
                .doesNotContainKeys("muster-dead-letter-reason", "muster-dead-letter-topic");
        var done = completed(begun.getString("id"));
        assertThat(done.getString("requestedBy")).isEqualTo("someone");
        assertThat(done.getMap("counts")).isEqualTo(Map.of("sent", 1));
        assertThat(done.getString("finishedAt")).isNotNull();
        assertThat(json("/dead-letters/" + id).getList("replays.state")).containsExactly("sent");
        assertThat(json("/replays").getList("items.id")).contains(begun.getString("id"));
    }

    @Test
    void saysWhatWouldHappenAndDoesNothing() {
        var tenant = "tenant-" + upload;
        var first = letter(2, Map.of("muster-tenant", tenant));
        letter(3, Map.of("muster-tenant", tenant, "muster-replay-count", "3"));
        letter(4, Map.of("muster-tenant", tenant, "muster-dead-letter-topic", "somebody.elses.topic"));

        var dry = replay("{\"filter\":{\"tenant\":\"" + tenant + "\"},\"dryRun\":true}", 200);

        assertThat(dry.getInt("total")).isEqualTo(3);
        assertThat(dry.getInt("replayed")).isEqualTo(1);
        assertThat(dry.getMap("leftOut")).isEqualTo(Map.of("tried-often-enough", 1, "source-unknown", 1));
        assertThat(dry.getMap("toTopics")).isEqualTo(Map.of(Letters.SOURCE, 1));
        assertThat(dry.getString("letters[0].id")).isEqualTo(first);
        assertThat(json("/dead-letters/" + first).getList("replays")).isEmpty();
    }

    @Test
    void leavesOutWhatAnEarlierReplayHasSentUnlessItIsNamedAndStopsAtThree() {
        var tenant = "tenant-" + upload;
        var id = letter(2, Map.of("muster-tenant", tenant));
        var byFilter = "{\"filter\":{\"tenant\":\"" + tenant + "\"}}";
        var byName = "{\"ids\":[\"" + id + "\"]}";

        assertThat(outcome(byFilter)).isEqualTo(Map.of("sent", 1));
        assertThat(outcome(byFilter)).isEqualTo(Map.of("left-out", 1));
        assertThat(outcome(byName)).isEqualTo(Map.of("sent", 1));
        assertThat(outcome(byName)).isEqualTo(Map.of("sent", 1));
        assertThat(outcome(byName)).isEqualTo(Map.of("left-out", 1));

        assertThat(sentOf(id, 3))
                .extracting(record -> headers(record).get("muster-replay-count"))
                .containsExactlyInAnyOrder("1", "2", "3");
    }

    /** As a crash between the letter and the commit leaves them. */
    @Test
    void sendsARecordOfWhichTwoLettersTellOnce() {
        var tenant = "tenant-" + upload;
        var headers = Map.of(
                "muster-tenant",
                tenant,
                "muster-dead-letter-request-id",
                UUID.randomUUID().toString());
        var first = letter(2, headers);
        letter(2, headers);

        var replay = replay("{\"filter\":{\"tenant\":\"" + tenant + "\"}}", 202).getString("id");

        assertThat(completed(replay).getMap("counts")).isEqualTo(Map.of("sent", 1));
        assertThat(headers(sent(replay, 1).getFirst())).containsEntry("muster-replay-of", first);
    }

    @Test
    void countsOnWhereARecordComesBackAndTellsWhatBecameOfIt() {
        var id = letter(2);
        outcome("{\"ids\":[\"" + id + "\"]}");
        var back = letter(2, Map.of("muster-replay-count", "1", "muster-replay-of", id));

        outcome("{\"ids\":[\"" + back + "\"]}");

        assertThat(headers(sentOf(back, 1).getFirst())).containsEntry("muster-replay-count", "2");
        assertThat(json("/dead-letters/" + id).getList("cameBackAs")).containsExactly(back);
        assertThat(json("/dead-letters/" + back).getString("replayOf")).isEqualTo(id);
    }

    @Test
    void sendsNoMoreOnceItIsCancelled() {
        var tenant = "tenant-" + upload;
        for (int line = 2; line < 30; line++) {
            letter(line, Map.of("muster-tenant", tenant));
        }
        var id = replay("{\"filter\":{\"tenant\":\"" + tenant + "\"},\"ratePerSecond\":1}", 202)
                .getString("id");

        Operator.delete("/replays/" + id).then().statusCode(200);

        eventually(() -> assertThat(json("/replays/" + id).getMap("counts")).doesNotContainKeys("waiting", "sending"));
        var cancelled = json("/replays/" + id);
        assertThat(cancelled.getString("state")).isEqualTo("cancelled");
        assertThat(cancelled.getInt("counts.cancelled")).isGreaterThan(20);
        assertThat(cancelled.getInt("total")).isEqualTo(28);
    }

    /** As a process leaves a replay behind that was killed between marking three records and hearing of them. */
    @Test
    void isTakenUpAfterACrashWithoutSendingAgainWhatLiesOnTheTopic() {
        var first = letter(2);
        var second = letter(3);
        var third = letter(4);
        UUID replay = UUID.randomUUID();
        long end = probe.send(new ProducerRecord<>(Letters.SOURCE, 1, null, "other".getBytes(UTF_8)))
                .offset();
        run("insert into replay (id, requested_by, requested_at, selection, rate, state, lease_owner, leased_until)"
                + " values ('" + replay + "', 'someone', now(), '{\"all\":true}', 100, 'running', '" + UUID.randomUUID()
                + "', now() + interval '1 hour')");
        List.of(first, second, third)
                .forEach(letter -> run("insert into replay_record (replay_id, letter, position, state, fate, count,"
                        + " topic, partition, sent_after, at) values ('" + replay + "', '" + letter + "', 1, '"
                        + (letter.equals(third) ? "waiting" : "sending") + "', 'replay', 1, '" + Letters.SOURCE
                        + "', 1, " + (letter.equals(third) ? "null" : end) + ", now())"));
        var sentBefore = new ProducerRecord<>(Letters.SOURCE, 1, "key".getBytes(UTF_8), VALUE);
        sentBefore.headers().add("muster-replay-id", replay.toString().getBytes(UTF_8));
        sentBefore.headers().add("muster-replay-of", first.getBytes(UTF_8));
        probe.send(sentBefore);

        run("update replay set leased_until = now() - interval '1 second' where id = '" + replay + "'");

        assertThat(completed(replay.toString()).getMap("counts")).isEqualTo(Map.of("sent", 3));
        var marker = new ProducerRecord<>(Letters.SOURCE, 1, "key".getBytes(UTF_8), VALUE);
        marker.headers().add("muster-replay-id", replay.toString().getBytes(UTF_8));
        marker.headers().add("muster-replay-of", "the end".getBytes(UTF_8));
        probe.send(marker);
        assertThat(sent(replay.toString(), 4))
                .extracting(record -> headers(record).get("muster-replay-of"))
                .as("each once, the first by the process that was killed")
                .containsExactlyInAnyOrder(first, second, third, "the end");
    }

    @Test
    void leavesAloneWhatAnotherProcessHasLeased() {
        var id = letter(2);
        UUID replay = leased("running", UUID.randomUUID());
        chosen(replay, id, "waiting");

        assertThat(replay("{\"ids\":[\"" + id + "\"],\"dryRun\":true}", 200).getMap("leftOut"))
                .isEqualTo(Map.of("under-way", 1));
        outcome("{\"ids\":[\"" + letter(3) + "\"]}"); // work goes on, past the one that is leased
        assertThat(json("/replays/" + replay).getMap("counts")).isEqualTo(Map.of("waiting", 1));
        Operator.delete("/replays/" + replay).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 777_777})
    void saysThatALetterHasGoneOnceItsTopicKeepsItNoLonger(int offset) {
        var id = letter(2);
        run("delete from failure where letter = 'claim-0-777777'");
        run("insert into failure (kind, topic, partition, record_offset, at, code, stage, letter, source_topic,"
                + " source_partition) values ('dead-letter', 'muster.claim.dead-letter.v1', 0, " + offset + ", now(),"
                + " 'unexpected-error', 'claim', 'claim-0-777777', '" + Letters.SOURCE + "', 1)");

        assertThat(outcome("{\"ids\":[\"" + id + "\",\"claim-0-777777\"]}")).isEqualTo(Map.of("sent", 1, "gone", 1));
    }

    @Test
    void takesALetterOnceThatIsNamedByItsIdAndByItsRequestId() {
        var headers = Letters.headers("contoso", row(2));
        var id = noted(Letters.send(probe, headers, VALUE));
        var requestId = headers.get("muster-dead-letter-request-id");

        assertThat(outcome("{\"ids\":[\"" + id + "\",\"" + requestId + "\"]}")).isEqualTo(Map.of("sent", 1));
    }

    @Test
    void findsThoseLastThatWereDealtWithSoThatTheNextReplayGetsFurther() {
        var tenant = "tenant-" + upload;
        var first = letter(2, Map.of("muster-tenant", tenant));
        var second = letter(3, Map.of("muster-tenant", tenant));
        var filter = new FailureFilter(null, null, tenant, null, null, null, null, null);
        assertThat(ids(failures.oldest(filter, 1))).containsExactly(first);

        outcome("{\"ids\":[\"" + first + "\"]}");

        assertThat(ids(failures.oldest(filter, 1))).containsExactly(second);
        assertThat(ids(failures.oldest(filter, 2))).containsExactly(second, first);
    }

    @Test
    void setsALetterAsideThatTheBrokerRefusesAndSendsTheOthers() throws Exception {
        var large = new byte[2 * 1024 * 1024];
        new Random(1).nextBytes(large);
        var tooLarge = noted(sendLarge(Letters.headers("contoso", row(2)), large));
        var id = letter(3);

        assertThat(outcome("{\"ids\":[\"" + tooLarge + "\",\"" + id + "\"]}"))
                .isEqualTo(Map.of("refused", 1, "sent", 1));
        assertThat(outcome("{\"ids\":[\"" + letter(4) + "\"]}")).isEqualTo(Map.of("sent", 1));
    }

    @Test
    void areListedInPages() {
        var newest = List.of(
                leased("completed", UUID.randomUUID()),
                leased("completed", UUID.randomUUID()),
                leased("completed", UUID.randomUUID()));

        var seen = new ArrayList<UUID>();
        var page = json("/replays?limit=1");
        while (seen.size() < 3) {
            seen.add(UUID.fromString(page.getString("items[0].id")));
            page = json("/replays?limit=1&cursor=" + page.getString("next"));
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(newest);
        assertThat(Operator.get("/replays?cursor=nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void isNotBlockedByACancelledReplay() {
        var id = letter(2);
        UUID replay = leased("cancelled", UUID.randomUUID());
        chosen(replay, id, "waiting");

        assertThat(outcome("{\"ids\":[\"" + id + "\"]}")).isEqualTo(Map.of("sent", 1));
    }

    @Test
    void leavesOutWhatAnotherReplayHasSentSinceItWasChosen() {
        var id = letter(2);
        var before = List.of(new Chosen(new Letter(id, Letters.SOURCE, 1, 0, 0, false), Fate.REPLAY));
        outcome("{\"ids\":[\"" + id + "\"]}");

        UUID replay = choices.create(new Wanted(List.of(id), null, null, null, null), "someone", before);

        assertThat(completed(replay.toString()).getMap("leftOut")).isEqualTo(Map.of("replayed-already", 1));
    }

    @Test
    void marksNothingForAProcessThatHasLostItsLease() {
        var id = letter(2);
        UUID owner = UUID.randomUUID();
        UUID replay = leased("running", owner);
        chosen(replay, id, "waiting");
        UUID former = UUID.randomUUID();

        assertThatThrownBy(() -> sendings.markSending(replay, former, Map.of(id, 7L)))
                .isInstanceOf(IllegalStateException.class);
        sendings.markSending(replay, owner, Map.of(id, 7L));
        assertThat(sendings.mark(replay, former, List.of(id), "sending", "waiting"))
                .isZero();
        assertThat(sendings.markSent(replay, former, Map.of(id, 8L))).isZero();
        assertThat(sendings.markSent(replay, owner, Map.of(id, 8L))).isEqualTo(1);
        assertThat(sendings.mark(replay, owner, List.of(id), "sending", "waiting"))
                .as("it was sent before")
                .isZero();

        assertThat(json("/replays/" + replay).getMap("counts")).isEqualTo(Map.of("sent", 1));
        Operator.delete("/replays/" + replay).then().statusCode(200);
    }

    @Test
    void cancelsWhatItFindsUnsentOfAReplayThatIsCancelledMeanwhile() {
        var id = letter(2);
        UUID owner = UUID.randomUUID();
        UUID replay = leased("running", owner);
        chosen(replay, id, "sending");

        store.cancel(replay);
        assertThat(sendings.mark(replay, owner, List.of(id), "sending", "waiting"))
                .isEqualTo(1);

        assertThat(json("/replays/" + replay).getMap("counts")).isEqualTo(Map.of("cancelled", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "{\"ids\":[]}",
                "{\"all\":false}",
                "{\"filter\":{}}",
                "{\"filter\":{\"kind\":\"dead-letter\"}}",
                "{\"filter\":{\"kind\":\"rejected\"}}",
                "{\"filter\":{\"kind\":\"rejected\",\"stage\":\"claim\"}}",
                "{\"filter\":{\"stag\":\"claim\"}}",
                "{\"filtre\":{\"stage\":\"claim\"},\"all\":true}",
                "{\"filter\":{\"code\":\"nonsense\"}}",
                "{\"ids\":[\"claim-0-0\"],\"all\":true}",
                "{\"all\":true,\"ratePerSecond\":0}",
                "{\"all\":true,\"ratePerSecond\":1001}"
            })
    void refusesARequestThatSaysTooLittleOrSomethingElse(String body) {
        var answer = Operator.post("/replays", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("type")).startsWith("urn:muster:problem:");
    }

    /** A replay that some other process has taken up for an hour. */
    private UUID leased(String state, UUID owner) {
        UUID replay = UUID.randomUUID();
        run("insert into replay (id, requested_by, requested_at, selection, rate, state, lease_owner, leased_until)"
                + " values ('" + replay + "', 'someone', date_trunc('milliseconds', now()), '{\"all\":true}', 100, '"
                + state + "', '" + owner
                + "', now() + interval '1 hour')");
        return replay;
    }

    private void chosen(UUID replay, String letter, String state) {
        run(
                "insert into replay_record (replay_id, letter, position, state, fate, count, topic, partition, at) values ('"
                        + replay + "', '" + letter + "', 1, '" + state + "', 'replay', 1, '" + Letters.SOURCE
                        + "', 1, now())");
    }

    /** The dead-letter topic takes larger records than the topic that this one says it came from. */
    private static String sendLarge(Map<String, String> headers, byte[] value) throws Exception {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", Backing.parts().broker().bootstrap(), "max.request.size", 2 * value.length);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            return Letters.id(producer.send(Letters.record(headers, value)).get());
        }
    }

    private static List<String> ids(List<Failures.Listed> listed) {
        return listed.stream().map(one -> one.row().letter().id()).toList();
    }

    private JsonPath replay(String body, int status) {
        return Operator.post("/replays", body)
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }

    /** The counts of a replay, once it is completed. */
    private Map<String, Object> outcome(String body) {
        return completed(replay(body, 202).getString("id")).getMap("counts");
    }

    private static JsonPath completed(String id) {
        eventually(() -> assertThat(json("/replays/" + id).getString("state")).isEqualTo("completed"));
        return json("/replays/" + id);
    }

    /** What a replay has sent, once that is {@code count} records. */
    private List<ConsumerRecord<byte[], byte[]>> sent(String replay, int count) {
        return probe.awaitRecords(
                Letters.SOURCE, count, record -> replay.equals(headers(record).get("muster-replay-id")));
    }

    private List<ConsumerRecord<byte[], byte[]>> sentOf(String letter, int count) {
        return probe.awaitRecords(
                Letters.SOURCE, count, record -> letter.equals(headers(record).get("muster-replay-of")));
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .collect(Collectors.toMap(header -> header.key(), header -> new String(header.value(), UTF_8)));
    }

    private String letter(int line) {
        return letter(line, Map.of());
    }

    /** The id of a letter that the service has noted. */
    private String letter(int line, Map<String, String> otherHeaders) {
        var headers = Letters.headers("contoso", row(line));
        headers.putAll(otherHeaders);
        return noted(Letters.send(probe, headers, VALUE));
    }

    private static String noted(String id) {
        eventually(() ->
                assertThat(Operator.get("/dead-letters/" + id).statusCode()).isEqualTo(200));
        return id;
    }

    private void run(String sql) {
        database.inTransaction(session -> session.createNativeQuery(sql).executeUpdate());
    }

    private SubmissionId row(int line) {
        return new SubmissionId(upload, 1, line);
    }
}
