package dev.muster.operations.failure;

import static dev.muster.operations.Operator.eventually;
import static dev.muster.operations.Operator.items;
import static dev.muster.operations.Operator.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.DeviceContested;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.identity.SubmissionId;
import dev.muster.model.identity.Uuids;
import dev.muster.operations.Letters;
import dev.muster.operations.Operator;
import dev.muster.storage.Database;
import dev.muster.testing.Backing;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class FailuresTest {

    private static final String REJECTIONS = """
            insert into failure (kind, topic, partition, record_offset, at, code, stage)
            select 'rejected', ?1, 0, n, now(), 'sample-data', 'validator' from generate_series(1, 50000) as n""";
    private static final String SCANS = """
            select idx_scan from pg_stat_user_indexes
            where schemaname = current_schema() and indexrelname = 'failure_letters'""";

    @Inject
    FailureStore store;

    @Inject
    Database database;

    private final TopicProbe probe = new TopicProbe();
    private final UUID upload = Uuids.timeOrdered(Instant.now());
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void listsWhatWasRejectedNewestFirstWithoutTheRowItself() {
        probe.send(
                Letters.rejected("contoso", row(2), FailureCode.SAMPLE_DATA, now.minusSeconds(20)),
                Letters.rejected("contoso", row(3), FailureCode.MISSING_VALUE, now.minusSeconds(10)));

        eventually(() -> assertThat(items("/failures?registration=" + upload)).hasSize(2));

        var items = items("/failures?registration=" + upload);
        assertThat(items).extracting(item -> item.get("code")).containsExactly("missing-value", "sample-data");
        assertThat(items.getLast())
                .containsEntry("kind", "rejected")
                .containsEntry("stage", "validator")
                .containsEntry("tenant", "contoso")
                .containsEntry("submission", row(2).toString())
                .containsEntry("registrationId", upload.toString())
                .containsEntry("topic", "muster.device.rejected.v1");
        assertThat(Operator.get("/failures?registration=" + upload).asString())
                .doesNotContain("T0E", "secret", "ann@", "SN-1");
    }

    @Test
    void findsByEachFilterAlone() {
        var tenant = "tenant-" + upload;
        probe.send(
                Letters.rejected(tenant, row(2), FailureCode.SAMPLE_DATA, now.minusSeconds(20)),
                Letters.rejected(tenant, row(3), FailureCode.MISSING_VALUE, now.minusSeconds(10)));
        var headers = Letters.headers(tenant, row(4));
        var letter = Letters.send(probe, headers, "{}".getBytes(UTF_8));
        eventually(() -> assertThat(items("/failures?tenant=" + tenant)).hasSize(3));
        var all = "/failures?tenant=" + tenant;

        assertThat(codes(all + "&code=sample-data")).containsExactly("sample-data");
        assertThat(codes(all + "&stage=claim")).containsExactly("unexpected-error");
        assertThat(codes(all + "&kind=rejected")).containsExactly("missing-value", "sample-data");
        assertThat(codes(all + "&from=" + now.minusSeconds(15))).containsExactly("unexpected-error", "missing-value");
        assertThat(codes(all + "&to=" + now.minusSeconds(10))).containsExactly("sample-data");
        var byRequest = items("/failures?requestId=" + headers.get("muster-dead-letter-request-id"));
        assertThat(byRequest).hasSize(1);
        assertThat(byRequest.getFirst())
                .containsEntry("deadLetter", letter)
                .containsEntry("exception", "java.lang.IllegalStateException");
    }

    @Test
    void leadsFromPageToPageWithoutGapsAndRepetitionsThoughTimesAreTheSame() {
        for (int line = 2; line < 9; line++) {
            probe.send(Letters.rejected("contoso", row(line), FailureCode.SAMPLE_DATA, now));
        }
        var path = "/failures?registration=" + upload;
        eventually(() -> assertThat(items(path)).hasSize(7));

        var seen = new ArrayList<Object>();
        String next = "";
        do {
            var page = json(path + "&limit=3" + (next.isEmpty() ? "" : "&cursor=" + next));
            seen.addAll(page.getList("items.submission"));
            next = page.getString("next");
        } while (next != null);

        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void countsByCodeOverTime() {
        var tenant = "tenant-" + upload;
        Instant hour = now.truncatedTo(ChronoUnit.HOURS).minus(5, ChronoUnit.HOURS);
        probe.send(
                Letters.rejected(tenant, row(2), FailureCode.SAMPLE_DATA, hour.plusSeconds(1)),
                Letters.rejected(tenant, row(3), FailureCode.SAMPLE_DATA, hour.plusSeconds(3599)),
                Letters.rejected(tenant, row(4), FailureCode.MISSING_VALUE, hour.plusSeconds(3600)));
        var headers = Letters.headers(tenant, row(5));
        headers.put("muster-dead-letter-time", hour.plusSeconds(3601).toString());
        Letters.send(probe, headers, new byte[0]);
        eventually(() -> assertThat(items("/failures?tenant=" + tenant)).hasSize(4));

        var counts = json("/failures/counts?bucket=PT1H&tenant=" + tenant);

        assertThat(counts.getList("items.from"))
                .containsExactly(hour.toString(), hour.plusSeconds(3600).toString());
        assertThat(counts.getMap("items[0].rejected")).isEqualTo(Map.of("sample-data", 2));
        assertThat(counts.getMap("items[1].rejected")).isEqualTo(Map.of("missing-value", 1));
        assertThat(counts.getList("items.deadLetters")).isEqualTo(List.of(0, 1));
    }

    @Test
    void listsDeclarationsThatContradictTheLedger() {
        var declaration = row(7);
        probe.send(new DeviceContested(
                declaration, "contoso-oem", "fabrikam", "contoso", UUID.randomUUID(), "Contoso", "SN-7", 3, now));

        eventually(() -> assertThat(items("/conflicts"))
                .anySatisfy(conflict -> assertThat(conflict)
                        .containsEntry("declaration", declaration.toString())
                        .containsEntry("supplier", "contoso-oem")
                        .containsEntry("soldTo", "fabrikam")
                        .containsEntry("owner", "contoso")
                        .containsEntry("serialNumber", "SN-7")));
    }

    @Test
    void setsAsideWhatIsNoEventAndListsThatToo() {
        var written = probe.send(
                new ProducerRecord<>("muster.device.rejected.v1", "key".getBytes(UTF_8), "no event".getBytes(UTF_8)));

        eventually(() -> assertThat(items("/dead-letters?stage=operations"))
                .anySatisfy(letter -> assertThat(letter.get("source"))
                        .isEqualTo(Map.of(
                                "topic", "muster.device.rejected.v1", "partition", written.partition(), "offset", (int)
                                        written.offset()))));
    }

    @Test
    void notesALetterWhateverItsHeadersAre() {
        var headers = Letters.headers("nul\0tenant-" + upload, row(2));
        headers.put("muster-submission", "junk");
        headers.put("muster-dead-letter-partition", "x");
        headers.put("muster-dead-letter-offset", "99999999999999999999");
        headers.put("muster-dead-letter-tries", "");
        headers.put("muster-dead-letter-time", "yesterday");
        headers.put("muster-dead-letter-request-id", "none");
        headers.put("muster-dead-letter-reason", "");
        headers.put("muster-replay-count", "-4");
        headers.put("traceparent", "00");
        var id = Letters.send(probe, headers, new byte[] {(byte) 0xff, 0});
        var bare = Letters.send(probe, Map.of(), new byte[0]);

        eventually(() ->
                assertThat(Operator.get("/dead-letters/" + bare).statusCode()).isEqualTo(200));
        assertThat(json("/dead-letters/" + id).getString("tenant")).isEqualTo("nultenant-" + upload);
        assertThat(json("/dead-letters/" + bare).getString("stage")).isEqualTo("claim");
    }

    @Test
    void forgetsWhatTheTopicsHaveForgotten() {
        probe.send(
                Letters.rejected("contoso", row(2), FailureCode.SAMPLE_DATA, now.minus(Duration.ofDays(91))),
                Letters.rejected("contoso", row(3), FailureCode.SAMPLE_DATA, now.minus(Duration.ofDays(89))));
        var headers = Letters.headers("contoso", row(4));
        headers.put("muster-dead-letter-time", now.minus(Duration.ofDays(31)).toString());
        Letters.send(probe, headers, new byte[0]);
        eventually(() -> assertThat(items("/failures?registration=" + upload)).hasSize(3));

        store.forgetOld(now);

        assertThat(items("/failures?registration=" + upload))
                .extracting(item -> item.get("submission"))
                .containsExactly(row(3).toString());
    }

    /** PostgreSQL tells a second or so later which indexes it has used. */
    @Test
    void listsDeadLettersByAnIndexOfTheirOwn() {
        String topic = "rejections-of-" + upload;
        change(REJECTIONS, topic);
        try {
            database.withoutTransaction(
                    session -> session.createNativeQuery("analyze failure").executeUpdate());
            long before = scans();

            eventually(() -> {
                assertThat(Operator.get("/dead-letters").statusCode()).isEqualTo(200);
                assertThat(scans()).isGreaterThan(before);
            });
        } finally {
            change("delete from failure where topic = ?1", topic);
        }
    }

    private void change(String sql, String topic) {
        database.inTransaction(
                session -> session.createNativeQuery(sql).setParameter(1, topic).executeUpdate());
    }

    private long scans() {
        return database.withoutTransaction(
                session -> session.createNativeQuery(SCANS, Long.class).getSingleResult());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/failures?code=nonsense",
                "/failures?kind=nonsense",
                "/failures?from=yesterday",
                "/failures?registration=42",
                "/failures?limit=0",
                "/failures?cursor=nonsense",
                "/failures/counts?bucket=PT1S",
                "/failures/counts?bucket=often",
                "/failures/counts?bucket=PT1M&from=2020-01-01T00:00:00Z"
            })
    void refusesAQuestionThatMakesNoSense(String path) {
        var answer = Operator.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:muster:problem:invalid-parameter");
    }

    private static List<Object> codes(String path) {
        return json(path).getList("items.code");
    }

    private SubmissionId row(int line) {
        return new SubmissionId(upload, 1, line);
    }
}
