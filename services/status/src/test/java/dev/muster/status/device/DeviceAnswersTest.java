package dev.muster.status.device;

import static dev.muster.status.Answers.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.DeviceRejected.By;
import dev.muster.model.event.DeviceReleaseRequested;
import dev.muster.model.event.Warning;
import dev.muster.model.failure.FailureCode;
import dev.muster.status.Answers;
import dev.muster.status.Consumed;
import dev.muster.status.Handed;
import dev.muster.status.Upload;
import dev.muster.testing.Backing;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a device is, and whether it is one of the list. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
class DeviceAnswersTest {

    private static final String DEVICES = "/v1/devices";

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final TopicProbe probe = new TopicProbe();
    private final String tenant = Upload.newTenant();
    private final Answers answers = new Answers(tenant);
    private final Upload upload = Upload.of(tenant).ordered("PO-1", "P-9");
    private final Upload later = Upload.of(tenant);

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void areInOneOfFiveStatesWhichTheSummaryCounts() {
        var active = upload.row(2, "SN-A");
        var inactive = upload.row(3, "SN-I");
        probe.send(active.seen(now.minus(Duration.ofDays(1)), "ann"));
        Consumed.all();
        probe.send(active.claimed(1), inactive.claimed(1), upload.row(4, "SN-R").claimed(1));
        Consumed.all();
        probe.send(
                inactive.seen(now.minus(Duration.ofDays(8)), "bob"),
                upload.row(5, "SN-P").submitted(),
                upload.row(6, "SN-F").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null));
        Consumed.all();

        var states = Map.of(
                "SN-A",
                "active",
                "SN-I",
                "inactive",
                "SN-R",
                "ready-for-user",
                "SN-P",
                "registration-pending",
                "SN-F",
                "registration-failed");
        assertThat(states(DEVICES)).isEqualTo(states);
        states.forEach((serial, state) ->
                assertThat(states(DEVICES + "?state=" + state)).isEqualTo(Map.of(serial, state)));
        var ones = new HashMap<String, Object>();
        states.values().forEach(state -> ones.put(state, 1));
        assertThat(answers.json("/v1/devices/summary").<Map<String, Object>>get())
                .isEqualTo(ones);
    }

    @Test
    void countNothingForATenantWithoutAny() {
        assertThat(answers.json("/v1/devices/summary").<Map<String, Object>>get())
                .hasSize(5)
                .allSatisfy((state, n) -> assertThat(n).isEqualTo(0));
        assertThat(answers.json(DEVICES).<Map<String, Object>>get()).isEqualTo(Map.of("items", List.of()));
    }

    @Test
    void sayEverythingThatIsKnownOfAnOwnedOne() {
        var row = new Handed(
                upload.by("partner-1"),
                upload.row(2, "SN-1").submission(),
                "Contoso",
                "Model-1",
                "SN-1",
                "ann@contoso.example",
                null);
        var seen = now.minus(Duration.ofHours(1));
        probe.send(row.submitted(), row.claimed(1), row.seen(seen, "bob@contoso.example"));
        Consumed.all();

        var device = answers.json("/v1/devices/{id}", row.deviceId()).<Map<String, Object>>get();
        assertThat(device)
                .containsOnlyKeys(
                        "deviceId",
                        "state",
                        "label",
                        "description",
                        "serialNumber",
                        "manufacturer",
                        "model",
                        "assignedUser",
                        "lastUser",
                        "lastSeenAt",
                        "ageMonths",
                        "orderId",
                        "purchaseId",
                        "groupTag",
                        "registrationId",
                        "registeredAt",
                        "registeredBy",
                        "onBehalfOf",
                        "warnings")
                .containsEntry("deviceId", row.deviceId().toString())
                .containsEntry("state", "active")
                .containsEntry("label", "Active")
                .containsEntry("assignedUser", "ann@contoso.example")
                .containsEntry("lastUser", "bob@contoso.example")
                .containsEntry("lastSeenAt", seen.toString())
                .containsEntry("ageMonths", (int) ChronoUnit.MONTHS.between(
                        row.decided(4).atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC)))
                .containsEntry("orderId", "PO-1")
                .containsEntry("registeredAt", row.decided(4).toString())
                .containsEntry("onBehalfOf", tenant)
                .containsEntry("warnings", List.of(Map.of("code", "hash-padding", "detail", "Missing = at the end")));
        assertThat(answers.items(DEVICES)).containsExactly(device);
    }

    @Test
    void sayWhyARegistrationFailedInTheLanguageOfTheReader() {
        var row = upload.row(2, "SN-1");
        probe.send(row.submitted(), row.unexpected(By.CLAIM));
        Consumed.all();

        var device = answers.json("/v1/devices/{id}", row.deviceId());
        assertThat(device.getString("state")).isEqualTo("registration-failed");
        assertThat(device.getMap("failure"))
                .containsOnlyKeys("code", "title", "text", "detail", "requestId")
                .containsEntry("title", "Unexpected error")
                .containsEntry("requestId", row.unexpected(By.CLAIM).requestId().toString());
        var french = answers.response(Map.of("Accept-Language", "fr"), "/v1/devices/{id}", row.deviceId())
                .jsonPath();
        assertThat(french.getString("label")).isEqualTo("Échec de l'inscription");
        assertThat(french.getString("failure.title")).isEqualTo("Erreur inattendue");
    }

    @Test
    void areNothingToAnotherTenant() {
        var row = upload.row(2, "SN-1");
        probe.send(row.claimed(1), upload.row(3, "SN-2").submitted());
        Consumed.all();
        var others = new Answers(Upload.newTenant());

        others.response("/v1/devices/{id}", row.deviceId()).then().statusCode(404);
        assertThat(others.items(DEVICES)).isEmpty();
        others.response("/v1/devices/{id}", UUID.randomUUID()).then().statusCode(404);
        others.response("/v1/devices/SN-1").then().statusCode(404);
    }

    @Test
    void disappearWhenReleasedAndComeBackAsTheyWereSeenWhenClaimedAgain() {
        var row = upload.row(2, "SN-1");
        probe.send(row.claimed(1), row.seen(now, "ann"), row.released(2));
        Consumed.all();
        assertThat(answers.items(DEVICES)).isEmpty();
        answers.response("/v1/devices/{id}", row.deviceId()).then().statusCode(404);

        probe.send(later.row(2, "SN-1").claimed(3));
        eventually(() -> assertThat(states(DEVICES)).isEqualTo(Map.of("SN-1", "active")));
    }

    @Test
    void areListedAsFailedUntilTheirSerialNumberIsSubmittedAgain() {
        probe.send(
                upload.row(2, "SN-1").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null),
                upload.row(3, "SN-2").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null),
                upload.row(4, "SN-3").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null));
        eventually(() -> assertThat(states(DEVICES)).hasSize(3));

        probe.send(
                later.row(2, " sn-1").submitted(),
                later.row(3, "SN-2").madeBy("Fabrikam").claimed(1));
        Consumed.all();

        assertThat(states(DEVICES))
                .isEqualTo(Map.of(
                        " sn-1", "registration-pending", "SN-2", "ready-for-user", "SN-3", "registration-failed"));
    }

    @Test
    void areNotListedAsFailedAgainAfterALaterClaimOfThemWasReleased() {
        var again = later.row(2, "SN-1");
        probe.send(
                again.released(2),
                upload.row(2, "SN-1").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null),
                again.claimed(1));
        Consumed.all();

        assertThat(answers.items(DEVICES)).isEmpty();
        assertThat(answers.json("/v1/devices/summary").getInt("registration-failed"))
                .isZero();
    }

    @Test
    void areNeverListedForRowsThatWereThereAlreadyOrNameNoSerialNumber() {
        probe.send(
                upload.row(2, "SN-1").claimed(1),
                upload.row(3, "SN-1").rejected(By.CLAIM, FailureCode.DUPLICATE_IN_UPLOAD, "first on line 2"),
                later.row(2, "SN-1").rejected(By.CLAIM, FailureCode.DEVICE_ALREADY_REGISTERED, null),
                upload.row(4, null).rejected(By.VALIDATOR, FailureCode.MISSING_VALUE, null));
        Consumed.all();

        assertThat(answers.items(DEVICES)).singleElement().extracting("state").isEqualTo("ready-for-user");
    }

    @Test
    void areListedWhateverStandsInTheColumnOfTheSerialNumber() {
        String longest = UUID.randomUUID() + "x".repeat(10) + "é".repeat(60_000);
        var random = new Random(1);
        var noise = new StringBuilder();
        random.ints(60_000, 0x4e00, 0x9fff).forEach(noise::appendCodePoint);
        probe.send(
                upload.row(2, longest).submitted(),
                upload.row(3, noise.toString()).submitted());

        eventually(() -> assertThat(states(DEVICES)).containsOnlyKeys(longest, noise.toString()));
    }

    private Map<String, Object> states(String path) {
        var states = new HashMap<String, Object>();
        answers.items(path).forEach(device -> states.put((String) device.get("serialNumber"), device.get("state")));
        return states;
    }

    @Test
    void sayWhatWasPutUpWithOfAFailedOne() {
        var rejected = upload.row(2, "SN-1").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null);
        var warning = new Warning("hash-padding", "Missing = at the end");
        probe.send(Handed.warned(rejected, warning));
        Consumed.all();

        assertThat(answers.json("/v1/devices/{id}", rejected.deviceId()).getList("warnings"))
                .isEqualTo(List.of(Map.of("code", "hash-padding", "detail", "Missing = at the end")));
    }

    @Test
    void stayForTheirUserWhicheverComesFirst() {
        var row = upload.row(2, "SN-1").user("ann@contoso.example");
        probe.send(row.claimed(1));
        Consumed.all();
        probe.send(row.submitted());
        Consumed.all();

        assertThat(answers.items(DEVICES + "?q=ann@")).hasSize(1);
        assertThat(answers.json("/v1/devices/{id}", row.deviceId()).getString("assignedUser"))
                .isEqualTo("ann@contoso.example");
    }

    @Test
    void areCountedAsActiveToTheInstant() {
        var just = now.minus(Duration.ofDays(7)).plusSeconds(300);
        var past = now.minus(Duration.ofDays(7)).minusSeconds(300);
        for (int i = 2; i < 7; i++) {
            var row = upload.row(i, "SN-" + i);
            probe.send(row.claimed(1), row.seen(i < 4 ? just : past, "ann"));
        }
        Consumed.all();

        assertThat(answers.json("/v1/devices/summary").<Map<String, Object>>get())
                .containsEntry("active", 2)
                .containsEntry("inactive", 3)
                .containsEntry("ready-for-user", 0);
    }

    @Test
    void tellTheirHistoryNewestFirstAndNothingOfAnyoneElse() {
        var first = upload.row(2, "SN-1");
        var partnered = later.by("partner-1").row(2, "SN-1");
        var other = Upload.of(Upload.newTenant()).row(2, "SN-1");
        var release = first.released(2);
        probe.send(
                new DeviceReleaseRequested(
                        release.releaseId(), tenant, null, first.deviceId(), "user-9", release.decidedAt()),
                first.claimed(1),
                release,
                other.claimed(3),
                other.released(4),
                upload.row(3, "SN-1").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, "row 3", first.decided(8)),
                partnered.claimed(5),
                partnered.seen(now, "ann@contoso.example"));
        Consumed.all();

        String path = "/v1/devices/" + first.deviceId() + "/history";
        var history = answers.json(path);
        assertThat(history.getList("items.type"))
                .isEqualTo(List.of("checked-in", "registered", "registration-failed", "released", "registered"));
        assertThat(history.<Map<String, Object>>getList("items"))
                .satisfiesExactly(
                        seen -> assertThat(seen).containsEntry("user", "ann@contoso.example"),
                        registered -> assertThat(registered)
                                .containsEntry("by", "user-7")
                                .containsEntry("partner", "partner-1")
                                .containsEntry("onBehalfOf", tenant)
                                .containsEntry("registrationId", later.id().toString()),
                        failed -> assertThat(failed).extractingByKey("failure").isNotNull(),
                        released -> assertThat(released)
                                .containsEntry("by", "user-9")
                                .doesNotContainKey("onBehalfOf"),
                        registered -> assertThat(registered)
                                .containsEntry("orderId", "PO-1")
                                .containsEntry("registrationId", upload.id().toString())
                                .containsEntry("at", first.decided(4).toString()));
        assertThat(answers.response(path).asString())
                .doesNotContain("sequence", other.upload().tenant());

        var paged = new ArrayList<Object>();
        String next = "";
        while (next != null) {
            var page = answers.json(path + "?limit=2" + next);
            paged.addAll(page.getList("items.at"));
            next = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        }
        assertThat(paged).isEqualTo(history.getList("items.at"));
        assertThat(new Answers(other.upload().tenant()).json(path).getList("items.type"))
                .isEqualTo(List.of("released", "registered"));
        new Answers(Upload.newTenant()).response(path).then().statusCode(404);
        answers.response(path + "?cursor=x").then().statusCode(400);
    }

    @Test
    void haveAnEmptyHistoryUntilSomethingHappens() {
        var row = upload.row(2, "SN-1");
        probe.send(row.submitted());
        Consumed.all();
        String path = "/v1/devices/" + row.deviceId() + "/history";

        assertThat(answers.json(path).getList("items")).isEmpty();
        assertThat(answers.json(path).getString("next")).isNull();
        new Answers(Upload.newTenant()).response(path).then().statusCode(404);
    }
}
