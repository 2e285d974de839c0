package dev.muster.status.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.muster.model.event.DeviceRejected.By;
import dev.muster.model.failure.FailureCode;
import dev.muster.status.Answers;
import dev.muster.status.Consumed;
import dev.muster.status.Upload;
import dev.muster.testing.Backing;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which devices the list has, in which order, page by page. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
class DeviceListTest {

    private static final String DEVICES = "/v1/devices?";

    private final TopicProbe probe = new TopicProbe();
    private final String tenant = Upload.newTenant();
    private final Answers answers = new Answers(tenant);

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void combinesItsFiltersFreely() {
        var one = Upload.of(tenant).ordered("PO-1", "P-1");
        var two = Upload.of(tenant).ordered("PO-2", "P-1");
        var seen = two.row(2, "DX-30").model("Latitude");
        var assigned = one.row(3, "AB-20").user("Ann@contoso.example");
        probe.send(
                one.row(2, "AB-10").model("Latitude").claimed(1),
                assigned.submitted(),
                assigned.claimed(1),
                seen.claimed(1),
                seen.seen(Instant.now(), "anna@contoso.example"),
                two.row(3, "AB-40").model("Surface_1").submitted(),
                two.row(4, "AB-50").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null));
        Consumed.all();

        assertSerials("orderId=PO-1", "AB-10", "AB-20");
        assertSerials("purchaseId=P-1", "AB-10", "AB-20", "AB-40", "AB-50", "DX-30");
        assertSerials("registrationId=" + two.id(), "AB-40", "AB-50", "DX-30");
        assertSerials("serialNumber=ab-20", "AB-20");
        assertSerials("serialNumber=AB");
        assertSerials("q=ab", "AB-10", "AB-20", "AB-40", "AB-50");
        assertSerials("q=x-3", "DX-30");
        assertSerials("q=LATI", "AB-10", "DX-30");
        assertSerials("q=titude");
        assertSerials("q=ann", "AB-20", "DX-30");
        assertSerials("q=surface_", "AB-40");
        assertSerials("q=surface%25");
        assertSerials("q=latitude&orderId=PO-2", "DX-30");
        assertSerials("q=latitude&orderId=PO-2&state=ready-for-user");
        assertSerials("q=latitude&orderId=PO-2&state=active&purchaseId=P-1&registrationId=" + two.id(), "DX-30");
        assertSerials("state=registration-failed&orderId=PO-2", "AB-50");
        assertSerials("state=inactive");
    }

    @ParameterizedTest
    @CsvSource({"registered-at, false", "-registered-at, true", "serial-number, false", "-serial-number, true"})
    void showsEachDeviceOncePageByPageWhileRowsChange(String sort, boolean backwards) {
        var rows = new ArrayList<String>();
        for (int i = 1; i <= 8; i++) {
            var row = Upload.of(tenant).row(2, "SN-" + i);
            probe.send(i % 3 == 0 ? row.submitted() : row.claimed(1));
            rows.add("SN-" + i);
        }
        Consumed.all();
        if (backwards) {
            Collections.reverse(rows);
        }
        var listed = new ArrayList<String>();
        String next = "";
        int turn = 0;
        while (next != null) {
            var page = answers.json(DEVICES + "limit=6&sort=" + sort + next); // more than each change adds
            listed.addAll(page.getList("items.serialNumber"));
            next = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
            if (turn++ < 3) { // and no longer: what comes behind would never end
                change(turn);
            }
        }

        assertThat(listed).doesNotHaveDuplicates();
        assertThat(listed.stream().filter(rows::contains)).containsExactlyElementsOf(rows);
    }

    /** Something happens to devices that are in the list, and others come before, within and behind them. */
    private void change(int turn) {
        var upload = Upload.of(tenant);
        probe.send(
                upload.row(2, "SN-1").seen(Instant.now(), "ann"),
                upload.row(3, "SN-0" + turn).claimed(1),
                upload.row(4, "SN-4" + turn).claimed(1),
                upload.row(5, "SN-9" + turn).submitted());
        Consumed.all();
    }

    @Test
    void putsOwnedOnesBeforeOthersOfTheSameSerialNumberAcrossAPage() {
        var upload = Upload.of(tenant);
        probe.send(
                upload.row(2, "SN-1").claimed(1),
                upload.row(3, "SN-1").madeBy("Fabrikam").submitted());
        Consumed.all();
        for (String sort : List.of("serial-number", "-serial-number")) {
            var first = answers.json(DEVICES + "limit=1&sort=" + sort);
            var second = answers.json(DEVICES + "limit=1&sort=" + sort + "&cursor=" + first.getString("next"));

            assertThat(first.getList("items.manufacturer")).isEqualTo(List.of("Contoso"));
            assertThat(second.getList("items.manufacturer")).isEqualTo(List.of("Fabrikam"));
            assertThat(second.getString("next")).isNull();
        }
    }

    static Stream<String> refused() {
        return Stream.of(
                "state=registered",
                "sort=model",
                "limit=0",
                "limit=1001",
                "limit=many",
                "registrationId=PO-1",
                "q=%00",
                "serialNumber=a%00",
                "orderId=%00",
                "purchaseId=%00",
                "cursor=x",
                "cursor=%00",
                "cursor=" + cursor("not a time\n0\nid"),
                "cursor=" + cursor("999999999999999999\n0\nid"),
                "cursor=" + cursor("-999999999999999\n0\nid"),
                "cursor=" + cursor("1\n2\nid"),
                "cursor=" + cursor("1\n0\n\0"),
                "sort=serial-number&cursor=" + cursor("\0\n0\nid"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesParametersThatMeanNothing(String query) {
        answers.response(DEVICES + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:muster:problem:invalid-parameter"));
    }

    private static String cursor(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void assertSerials(String query, String... serials) {
        assertThat(answers.items(DEVICES + query))
                .as(query)
                .extracting("serialNumber")
                .containsExactlyInAnyOrder((Object[]) serials);
    }
}
