package dev.muster.operations.replay;

import static dev.muster.operations.Operator.eventually;
import static dev.muster.operations.Operator.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.identity.SubmissionId;
import dev.muster.model.identity.Uuids;
import dev.muster.operations.Letters;
import dev.muster.operations.Operator;
import dev.muster.testing.Backing;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What became of replayed records, and how often in all: the stage is played by hand. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@Timeout(120)
class AftermathTest {

    private static final TopicPartition PLACE = new TopicPartition(Letters.SOURCE, 1);

    @Inject
    Aftermath aftermath;

    private final TopicProbe probe = new TopicProbe();
    private final SubmissionId row = new SubmissionId(Uuids.timeOrdered(Instant.now()), 1, 2);
    private boolean committed;

    @AfterEach
    void close() throws Exception {
        probe.close();
        if (committed) {
            try (var admin = admin()) {
                admin.deleteConsumerGroups(List.of("muster.claim")).all().get();
            }
        }
    }

    @Test
    void isSuccessOnceTheStageHasCommittedPastTheRecordAndNotBefore() throws Exception {
        var letter = letter(Map.of());
        var replay = replayed(letter);
        long offset = sentTo(letter, 0);
        commit(offset);

        aftermath.look();

        assertThat(states(letter)).as("the stage is about to read it").containsExactly("sent");

        commit(offset + 1);

        eventually(() -> assertThat(states(letter)).containsExactly("succeeded"));
        assertThat(json("/replays/" + replay).getMap("counts")).isEqualTo(Map.of("succeeded", 1));
        assertThat(json("/dead-letters/" + letter).getMap("replays[0].sentTo"))
                .isEqualTo(Map.of("topic", Letters.SOURCE, "partition", 1, "offset", (int) offset));
    }

    @Test
    void isThatItCameBackWhereItWasSetAsideAgain() throws Exception {
        var letter = letter(Map.of());
        var replay = replayed(letter);
        long offset = sentTo(letter, 0);
        var back = cameBack(letter, 1, offset);
        commit(offset + 1);

        eventually(() -> assertThat(states(letter)).containsExactly("came-back"));

        assertThat(json("/replays/" + replay).getMap("counts")).isEqualTo(Map.of("came-back", 1));
        assertThat(json("/dead-letters/" + letter).getList("cameBackAs")).containsExactly(back);
    }

    @Test
    void isNotKnownBeforeEveryLetterOfTheStageIsNoted() throws Exception {
        var letter = letter(Map.of());
        replayed(letter);
        long offset = sentTo(letter, 0);
        try {
            pause(true);
            var headers = headersOf(letter, 1, offset);
            Letters.send(probe, headers, "{}".getBytes(UTF_8));
            commit(offset + 1);

            aftermath.look();

            assertThat(states(letter)).containsExactly("sent");
        } finally {
            pause(false);
        }
        eventually(() -> assertThat(states(letter)).containsExactly("came-back"));
    }

    @Test
    void isTriedAgainThreeTimesInAllAsWhicheverLetter() throws Exception {
        var first = letter(Map.of());
        replayed(first);
        var second = cameBack(first, 1, sentTo(first, 0));
        replayed(second);
        var third = cameBack(second, 2, sentTo(second, 0));

        assertThat(dryRun(first, second, third).getMap("leftOut"))
                .as("one more, and not one more of each")
                .isEqualTo(Map.of("tried-often-enough", 2));

        replayed(first);

        assertThat(dryRun(first, second, third).getMap("leftOut")).isEqualTo(Map.of("tried-often-enough", 3));
        assertThat(json("/dead-letters/" + first).getList("replays")).hasSize(2);
        var fourth = cameBack(first, 3, sentTo(first, 1));
        assertThat(dryRun(fourth).getMap("leftOut")).isEqualTo(Map.of("tried-often-enough", 1));
    }

    @Test
    void isTriedAgainAsOneOfItsLettersWhereAllAreNamedAtOnce() throws Exception {
        var first = letter(Map.of());
        replayed(first);
        var second = cameBack(first, 1, sentTo(first, 0));
        replayed(second);
        var third = cameBack(second, 2, sentTo(second, 0));

        var done = json("/replays/" + replayed(first, second, third));

        assertThat(done.getMap("counts")).isEqualTo(Map.of("sent", 1, "left-out", 2));
        var sent = probe.awaitRecords(
                Letters.SOURCE,
                3,
                record -> row.toString()
                        .equals(new String(
                                record.headers().lastHeader("muster-submission").value(), UTF_8)));
        assertThat(sent)
                .extracting(record -> new String(
                        record.headers().lastHeader("muster-replay-count").value(), UTF_8))
                .containsExactly("1", "2", "3");
    }

    private static String replayed(String... letters) {
        var id = Operator.post("/replays", "{\"ids\":[\"" + String.join("\",\"", letters) + "\"]}")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getString("id");
        eventually(() -> assertThat(json("/replays/" + id).getString("state")).isEqualTo("completed"));
        return id;
    }

    private static JsonPath dryRun(String... letters) {
        return Operator.post("/replays", "{\"dryRun\":true,\"ids\":[\"" + String.join("\",\"", letters) + "\"]}")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> states(String letter) {
        return json("/dead-letters/" + letter).getList("replays.state");
    }

    private static long sentTo(String letter, int time) {
        return json("/dead-letters/" + letter).getLong("replays[" + time + "].sentTo.offset");
    }

    private String letter(Map<String, String> otherHeaders) {
        var headers = Letters.headers("contoso", row);
        headers.putAll(otherHeaders);
        return noted(Letters.send(probe, headers, "{}".getBytes(UTF_8)));
    }

    private Map<String, String> headersOf(String replayOf, int count, long offset) {
        var headers = Letters.headers("contoso", row);
        headers.put("muster-replay-id", UUID.randomUUID().toString());
        headers.put("muster-replay-of", replayOf);
        headers.put("muster-replay-count", String.valueOf(count));
        headers.put("muster-dead-letter-offset", String.valueOf(offset));
        return headers;
    }

    private String cameBack(String replayOf, int count, long offset) {
        return letter(headersOf(replayOf, count, offset));
    }

    private static String noted(String id) {
        eventually(() ->
                assertThat(Operator.get("/dead-letters/" + id).statusCode()).isEqualTo(200));
        return id;
    }

    private static void pause(boolean paused) {
        Operator.put("/stages/operations", "{\"paused\":" + paused + "}").then().statusCode(202);
        eventually(() -> assertThat(Operator.metric("muster_stage_paused")).isEqualTo(paused ? 1 : 0));
    }

    private void commit(long offset) throws Exception {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        offsets.put(PLACE, new OffsetAndMetadata(offset));
        try (var admin = admin()) {
            admin.alterConsumerGroupOffsets("muster.claim", offsets).all().get();
            committed = true;
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", Backing.parts().broker().bootstrap()));
    }
}
