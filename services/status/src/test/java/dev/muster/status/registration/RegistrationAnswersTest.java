package dev.muster.status.registration;

import static dev.muster.status.Answers.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.muster.model.event.DeviceRejected.By;
import dev.muster.model.failure.FailureCode;
import dev.muster.status.Answers;
import dev.muster.status.Upload;
import dev.muster.testing.Backing;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class RegistrationAnswersTest {

    private final TopicProbe probe = new TopicProbe();
    private final String tenant = Upload.newTenant();
    private final Answers answers = new Answers(tenant);
    private final Upload upload = Upload.of(tenant).ordered("PO-1", "P-9");

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void isPerhapsKnownInAMoment() {
        answers.response("/v1/registrations/{id}", UUID.randomUUID())
                .then()
                .statusCode(404)
                .header("Retry-After", "1")
                .contentType("application/problem+json")
                .body("type", equalTo("urn:muster:problem:not-found"));
    }

    @Test
    void goesFromReceivingToProcessingToCompleted() {
        var first = upload.row(2, "SN-1");
        var second = upload.row(3, "SN-2");
        probe.send(upload.opened(1), first.submitted(), second.submitted());
        eventually(() -> assertCounts("receiving", 2, 2, 0, 0));

        probe.send(upload.closed(1, 3), first.claimed(1));
        eventually(() -> assertCounts("processing", 3, 2, 1, 0));
        assertThat(registration().getString("completedAt")).isNull();

        probe.send(
                second.rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null),
                upload.row(4, null).rejected(By.INGEST, FailureCode.MALFORMED_ROW, "1 value"));
        eventually(() -> assertCounts("completed", 3, 0, 1, 2));
        assertThat(registration().getFloat("secondsTaken")).isEqualTo(4.0f);
        assertThat(registration().<Map<String, Object>>get())
                .containsEntry("failedByCode", Map.of("sample-data", 1, "malformed-row", 1))
                .containsEntry("completedAt", first.decided(4).toString())
                .containsEntry("warnings", List.of(Map.of("code", "extra-column", "detail", "Column 'Notes' ignored")));
    }

    @Test
    void hasTheShapeOfTheContract() {
        probe.send(upload.opened(1), upload.closed(1, 1));

        eventually(() -> assertCounts("processing", 1, 1, 0, 0));
        assertThat(registration().<Map<String, Object>>get())
                .containsOnlyKeys(
                        "id",
                        "state",
                        "fileNames",
                        "orderId",
                        "purchaseId",
                        "counts",
                        "failedByCode",
                        "warnings",
                        "submittedAt",
                        "submittedBy")
                .containsEntry("id", upload.id().toString())
                .containsEntry("fileNames", List.of(Upload.FILE))
                .containsEntry("orderId", "PO-1")
                .containsEntry("purchaseId", "P-9")
                .containsEntry("submittedAt", upload.at().toString())
                .containsEntry("submittedBy", "user-1");
    }

    @Test
    void isInterruptedUntilItIsTakenUpAgain() {
        probe.send(upload.opened(1), upload.row(2, "SN-1").submitted(), upload.interrupted(1));
        eventually(() -> assertCounts("interrupted", 1, 1, 0, 0));
        assertThat(registration().getString("advice")).contains("Upload the same file again");
        assertThat(answers.json("/v1/registrations").getString("items[0].advice"))
                .isEqualTo(registration().getString("advice"));

        probe.send(upload.opened(2));
        eventually(() -> assertCounts("receiving", 1, 1, 0, 0));
    }

    @Test
    void countsTheRealOutcomeOnceAnUnexpectedErrorWasTriedAgain() {
        var row = upload.row(2, "SN-1");
        probe.send(upload.opened(1), upload.closed(1, 1), row.submitted(), row.unexpected(By.CLAIM));
        eventually(() -> assertCounts("completed", 1, 0, 0, 1));
        assertThat(registration().getMap("failedByCode")).isEqualTo(Map.of("unexpected-error", 1));

        probe.send(row.claimed(1));
        eventually(() -> assertCounts("completed", 1, 0, 1, 0));
        assertThat(registration().getMap("failedByCode")).isEmpty();
    }

    @Test
    void saysForWhomAPartnerUploaded() {
        probe.send(upload.by("partner-1").opened(1));

        eventually(() -> assertThat(registration().getString("onBehalfOf")).isEqualTo(tenant));
    }

    @Test
    void isListedNewestFirstPageByPage() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            var each = Upload.of(tenant);
            ids.addFirst(each.id().toString());
            probe.send(each.opened(1));
        }
        eventually(() -> assertThat(answers.items("/v1/registrations")).hasSize(5));

        var first = answers.json("/v1/registrations?limit=2");
        var second = answers.json("/v1/registrations?limit=2&cursor={c}", first.getString("next"));
        var third = answers.json("/v1/registrations?limit=2&cursor={c}", second.getString("next"));

        assertThat(List.of(first.getList("items.id"), second.getList("items.id"), third.getList("items.id")))
                .isEqualTo(List.of(ids.subList(0, 2), ids.subList(2, 4), ids.subList(4, 5)));
        assertThat(third.getString("next")).isNull();
    }

    @Test
    void isNothingToAnotherTenant() {
        probe.send(upload.opened(1));
        eventually(() -> assertCounts("receiving", 0, 0, 0, 0));
        var others = new Answers(Upload.newTenant());

        assertThat(others.items("/v1/registrations")).isEmpty();
        others.response("/v1/registrations/{id}", upload.id()).then().statusCode(404);
        others.response("/v1/registrations/{id}/failures", upload.id()).then().statusCode(404);
        others.response(Map.of("Accept", "text/csv"), "/v1/registrations/{id}/failures", upload.id())
                .then()
                .statusCode(404);
    }

    @Test
    void tellsItsProgressFromBeforeItIsKnownUntilItIsCompleted() {
        var row = upload.row(2, "SN-1");
        var stream = ProgressStream.open(tenant, upload.id());

        probe.send(upload.opened(1), row.submitted());
        eventually(() ->
                assertThat(stream.last("progress").getInt("counts.pending")).isEqualTo(1));
        probe.send(upload.closed(1, 1));
        eventually(() -> assertThat(stream.last("progress").getString("state")).isEqualTo("processing"));
        probe.send(row.claimed(1));

        stream.awaitEnd();
        assertThat(stream.names()).endsWith("progress", "completed").containsOnlyOnce("completed");
        assertThat(stream.last("completed").<Map<String, Object>>get())
                .isEqualTo(registration().get());
        assertThat(stream.last("progress").getString("state")).isEqualTo("completed");
    }

    @Test
    void tellsManyReadersTheSame() {
        var row = upload.row(2, "SN-1");
        probe.send(upload.opened(1), upload.closed(1, 2), row.submitted());
        eventually(() -> assertCounts("processing", 2, 2, 0, 0));
        var streams = Stream.generate(() -> ProgressStream.open(tenant, upload.id()))
                .limit(20)
                .toList();
        streams.forEach(stream -> eventually(
                () -> assertThat(stream.last("progress").getString("state")).isEqualTo("processing")));

        probe.send(row.claimed(1));
        streams.forEach(stream -> eventually(() ->
                assertThat(stream.last("progress").getInt("counts.registered")).isEqualTo(1)));
        probe.send(upload.row(3, "SN-2").claimed(1));

        streams.forEach(ProgressStream::awaitEnd);
        streams.forEach(stream -> assertThat(stream.last("completed").<Map<String, Object>>get())
                .isEqualTo(registration().get()));
    }

    @Test
    void letsSomeWaitUntilItIsKnownAndRefusesOthersAtOnce() {
        var known = Upload.of(tenant);
        probe.send(known.opened(1), known.closed(1, 1), known.row(2, "SN-9").claimed(1));
        eventually(() -> assertThat(answers.items("/v1/registrations")).hasSize(1));
        var streams = Stream.generate(() -> ProgressStream.open(tenant, upload.id()))
                .limit(40)
                .toList();

        eventually(
                () -> assertThat(streams).filteredOn(ProgressStream::isRefused).hasSize(8));
        var other = ProgressStream.open(tenant, known.id());
        probe.send(upload.opened(1), upload.closed(1, 1), upload.row(2, "SN-1").claimed(1));

        other.awaitEnd();
        streams.forEach(ProgressStream::awaitEnd);
        assertThat(other.names()).contains("completed");
        assertThat(streams)
                .filteredOn(stream -> stream.names().contains("completed"))
                .hasSize(32);
    }

    /** They come and go in the very moments in which others are told, and in which the upload is completed. */
    @Test
    void goesOnTellingWhileReadersComeAndGo() {
        var other = Upload.of(tenant);
        probe.send(upload.opened(1), upload.closed(1, 40), other.opened(1), other.closed(1, 1));
        eventually(() -> assertCounts("processing", 40, 40, 0, 0));
        Runnable comeAndGo = () -> {
            while (!answers.json("/v1/registrations/{id}", upload.id())
                    .getString("state")
                    .equals("completed")) {
                ProgressStream.open(tenant, upload.id()).leave();
            }
            ProgressStream.open(tenant, upload.id()).awaitEnd();
        };
        var visitors = Stream.generate(() -> CompletableFuture.runAsync(comeAndGo, task -> new Thread(task).start()))
                .limit(8)
                .toList();
        for (int i = 0; i < 40; i++) {
            probe.send(upload.row(i + 2, "SN-" + i).claimed(1));
        }
        visitors.forEach(visitor -> assertThat(visitor).succeedsWithin(Duration.ofSeconds(60)));

        var reader = ProgressStream.open(tenant, other.id());
        probe.send(other.row(2, "SN-99").claimed(1));
        reader.awaitEnd();
        assertThat(reader.names()).contains("completed");
    }

    @Test
    void isNotAnsweredOnceItIsExpired() {
        var old = Upload.of(tenant).made(Instant.now().minus(Duration.ofDays(91)));
        var row = old.row(2, "SN-1");
        probe.send(old.opened(1), row.rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null), upload.opened(1));
        eventually(() -> assertThat(answers.items("/v1/registrations")).hasSize(1));

        answers.response("/v1/registrations/{id}", old.id()).then().statusCode(404);
        answers.response("/v1/registrations/{id}/failures", old.id()).then().statusCode(404);
        assertThat(answers.items("/v1/devices")).isEmpty();
    }

    @Test
    void tellsAtOnceThatACompletedOneIs() {
        probe.send(upload.opened(1), upload.closed(1, 1), upload.row(2, "SN-1").claimed(1));
        eventually(() -> assertCounts("completed", 1, 0, 1, 0));
        var stream = ProgressStream.open(tenant, upload.id());

        stream.awaitEnd();

        assertThat(stream.names()).containsExactly("progress", "completed");
    }

    private JsonPath registration() {
        return answers.json("/v1/registrations/{id}", upload.id());
    }

    private void assertCounts(String state, int total, int pending, int registered, int failed) {
        var registration = registration();
        assertThat(registration.getString("state")).isEqualTo(state);
        assertThat(registration.getMap("counts"))
                .isEqualTo(Map.of("total", total, "pending", pending, "registered", registered, "failed", failed));
    }
}
