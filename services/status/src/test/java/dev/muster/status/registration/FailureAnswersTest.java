package dev.muster.status.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.muster.model.event.DeviceRejected.By;
import dev.muster.model.event.Event;
import dev.muster.model.failure.FailureCode;
import dev.muster.status.Answers;
import dev.muster.status.Consumed;
import dev.muster.status.Handed;
import dev.muster.status.Upload;
import dev.muster.testing.Backing;
import dev.muster.testing.Hashes;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class FailureAnswersTest {

    private static final String FAILURES = "/v1/registrations/{id}/failures";
    private static final Map<String, String> CSV = Map.of("Accept", "text/csv");

    @Inject
    FailureQueries failures;

    private final TopicProbe probe = new TopicProbe();
    private final String tenant = Upload.newTenant();
    private final Answers answers = new Answers(tenant);
    private final Upload upload = Upload.of(tenant);

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void haveTheShapeOfTheContract() {
        var row = upload.row(101, "SN-1");
        send(
                1,
                row.submitted(),
                row.rejected(By.VALIDATOR, FailureCode.HARDWARE_HASH_NOT_VALID, "truncated by 1 byte"));

        assertThat(answers.items(FAILURES, upload.id()).getFirst())
                .containsOnlyKeys(
                        "file",
                        "row",
                        "code",
                        "title",
                        "text",
                        "detail",
                        "importerCode",
                        "findings",
                        "deviceId",
                        "serialNumber",
                        "columns")
                .containsEntry("file", 1)
                .containsEntry("row", 101)
                .containsEntry("code", "hardware-hash-not-valid")
                .containsEntry("title", "Hardware hash not valid")
                .containsEntry("detail", "truncated by 1 byte")
                .containsEntry("importerCode", "802")
                .containsEntry("deviceId", row.deviceId().toString())
                .containsEntry("serialNumber", "SN-1")
                .containsEntry(
                        "findings", List.of(Map.of("code", "hardware-hash-not-valid", "detail", "truncated by 1 byte")))
                .containsEntry(
                        "columns",
                        Map.of(
                                "Manufacturer",
                                "Contoso",
                                "Serial Number",
                                "SN-1",
                                "Hardware Hash",
                                "hash-of-SN-1",
                                "Notes",
                                "=1+1"));
    }

    @Test
    void nameTheRequestOfAnUnexpectedErrorAndShowTheRowAllTheSame() {
        var row = upload.row(2, "SN-1");
        var event = row.unexpected(By.CLAIM);
        send(1, row.submitted(), event);

        assertThat(answers.items(FAILURES, upload.id()).getFirst())
                .containsEntry("requestId", event.requestId().toString())
                .containsEntry("serialNumber", "SN-1")
                .extractingByKey("columns")
                .isEqualTo(row.submitted().row());
    }

    @Test
    void speakFrenchToWhoAsksForIt() {
        send(1, upload.row(2, "SN-1").rejected(By.CLAIM, FailureCode.DEVICE_CLAIMED_BY_ANOTHER_ORGANIZATION, null));

        answers.response(Map.of("Accept-Language", "fr-CA,en;q=0.5"), FAILURES, upload.id())
                .then()
                .body("items[0].title", equalTo("Appareil revendiqué par une autre organisation"));
        answers.response(Map.of("Accept-Language", "de"), FAILURES, upload.id())
                .then()
                .body("items[0].title", equalTo("Device claimed by another organization"));
    }

    @Test
    void comeInOrderPageByPageAndOfOneCode() {
        send(
                4,
                upload.row(2, 3, "SN-4").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null),
                upload.row(1, 10, "SN-3").rejected(By.VALIDATOR, FailureCode.MISSING_VALUE, null),
                upload.row(1, 9, "SN-2").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null),
                upload.row(1, 2, "SN-1").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null));

        var first = answers.json(FAILURES + "?limit=3", upload.id());
        var second = answers.json(FAILURES + "?limit=3&cursor={c}", upload.id(), first.getString("next"));
        var ofOneCode = answers.json(FAILURES + "?code=sample-data", upload.id());

        assertThat(first.getList("items.serialNumber")).isEqualTo(List.of("SN-1", "SN-2", "SN-3"));
        assertThat(second.getList("items.serialNumber")).isEqualTo(List.of("SN-4"));
        assertThat(second.getString("next")).isNull();
        assertThat(ofOneCode.getList("items.serialNumber")).isEqualTo(List.of("SN-1", "SN-2", "SN-4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"code=none", "limit=0", "limit=x", "cursor=x", "cursor=MS8x-", "cursor=YS9i"})
    void refuseParametersThatMeanNothing(String query) {
        send(1, upload.row(2, "SN-1").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null));

        answers.response(FAILURES + "?" + query, upload.id())
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:muster:problem:invalid-parameter"));
    }

    @Test
    void areAFileThatCanBeUploadedAgainWithTheHashFetchedFromWhereItWasSubmitted() {
        String hash = Hashes.of("Contoso", "Model-1", "SN-1");
        var row = upload.row(2, "SN-1");
        var refused = new Handed(upload, row.submission(), "Contoso", "Model-1", "SN-1", null, hash);
        send(
                2,
                refused.submitted(),
                refused.rejected(By.CLAIM, FailureCode.DEVICE_ALREADY_REGISTERED, null),
                upload.row(3, "-2").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, "a, b"));

        answers.response(CSV, FAILURES, upload.id())
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith("text/csv"))
                .header("Content-Disposition", "attachment; filename=\"failures-" + upload.id() + ".csv\"")
                .body(equalTo("Manufacturer,Serial Number,Hardware Hash,Notes,Error Code,Error Detail,Original Line\r\n"
                        + "Contoso,SN-1," + hash + ",'=1+1,device-already-registered,,\r\n"
                        + "Contoso,'-2,hash-of--2,'=1+1,sample-data,\"a, b\",\r\n"));
    }

    @Test
    void haveTheColumnsOfAFileOfWhichNoRowCameWithThem() {
        var other = upload.row(2, 2, "SN-2");
        send(
                2,
                upload.row(1, 2, null).rejected(By.VALIDATOR, FailureCode.MISSING_VALUE, null),
                other.submitted(),
                other.unexpected(By.VALIDATOR));

        assertThat(answers.response(CSV, FAILURES, upload.id()).asString())
                .startsWith("Manufacturer,Serial Number,Hardware Hash,Notes,Asset,Error Code,")
                .contains("Contoso,SN-2,hash-of-SN-2,'=1+1,A-2,unexpected-error,Request ID ");
    }

    @Test
    void haveOfEachFileTheFirstThatCameWithItsColumnsOrElseTheFirst() {
        probe.send(upload.row(3, 2, "SN-8").claimed(1), upload.row(3, 3, "SN-9").submitted());
        send(
                7,
                upload.row(1, 2, "SN-1").unexpected(By.CLAIM),
                upload.row(1, 3, "SN-2").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null),
                upload.row(1, 4, "SN-3").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null),
                upload.row(2, 5, "SN-4").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null),
                upload.row(2, 9, "SN-5").unexpected(By.CLAIM),
                upload.row(4, 2, "SN-6").unexpected(By.CLAIM),
                upload.row(4, 3, "SN-7").unexpected(By.CLAIM));

        assertThat(failures.firstOfFiles(tenant, upload.id()))
                .extracting(Failure::file, Failure::row)
                .containsExactly(tuple(1, 3), tuple(2, 5), tuple(4, 2));
        assertThat(failures.firstOfFiles(Upload.newTenant(), upload.id())).isEmpty();
    }

    @Test
    void areAFileOfOneCode() {
        send(
                2,
                upload.row(2, "SN-1").rejected(By.VALIDATOR, FailureCode.MISSING_VALUE, null),
                upload.row(3, "SN-2").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null));

        assertThat(answers.response(CSV, FAILURES + "?code=sample-data", upload.id())
                        .asString()
                        .lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("SN-2");
    }

    /** Sends the events, of which that many are failures, and waits until they have all been read. */
    private void send(int failures, Event... events) {
        probe.send(upload.opened(1));
        probe.send(events);
        Consumed.all();
        assertThat(answers.json("/v1/registrations/{id}", upload.id()).getInt("counts.failed"))
                .isEqualTo(failures);
    }
}
