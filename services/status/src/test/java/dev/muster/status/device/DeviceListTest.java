package dev.muster.status.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.muster.model.event.DeviceRejected.By;
import dev.muster.model.event.Field;
import dev.muster.model.failure.FailureCode;
import dev.muster.status.Answers;
import dev.muster.status.Consumed;
import dev.muster.status.Upload;
import dev.muster.storage.Database;
import dev.muster.testing.Backing;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which devices the list has, in which order, page by page. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
class DeviceListTest {

    private static final String DEVICES = "/v1/devices?";

    private static final String ID = "a4fd8ead-5648-51d2-92e8-37e95ff36708";

    /** 25,000 devices, registered one after the other; the first with a serial number that ends in ZZ, the last with one that begins so. */
    private static final String MANY = """
            insert into device (tenant, device_id, sequence, owned, claimed, registration_id, file, row, manufacturer,
              model, serial_number, serial_normal, registered_at, registered_by)
            select :tenant, cast(md5(:tenant || i) as uuid), 1, true, 1, cast(md5(:tenant) as uuid), 1, i + 1,
              'Contoso', 'Model-1', serial, lower(serial), timestamptz '2026-01-31' + i * interval '1 second', 'user-7'
            from generate_series(1, 25000) i,
              lateral (select case i when 1 then 'AB-1-ZZ' when 25000 then 'ZZ-25000' else 'AB-' || i end as serial) s
            """;

    @Inject
    Database database;

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

    @Test
    void readsTheListOfAnOrganizationThatStatisticsDoNotKnowByTheIndexOfItsOrder() {
        fill(Upload.newTenant());
        database.withoutTransaction(
                session -> session.createNativeQuery("analyze device").executeUpdate());
        fill(tenant);

        var plan = database.inTransaction(session -> session.createNativeQuery(
                        "explain select * from device d where d.tenant = '" + tenant + "' and d.owned"
                                + " and d.last_seen_at is null"
                                + " order by d.registered_at desc, d.device_id desc limit 100",
                        String.class)
                .getResultList());

        assertThat(plan).noneMatch(line -> line.contains("Sort")).anyMatch(line -> line.contains("device_ready"));
    }

    private void fill(String organization) {
        database.inTransaction(session -> session.createNativeQuery(MANY)
                .setParameter("tenant", organization)
                .executeUpdate());
    }

    @Test
    void findsOneOrTwoCharactersAnywherePageByPage() {
        fill(tenant);
        probe.send(Upload.of(tenant).row(2, "OPEN-ZZ").submitted());
        Consumed.all();

        assertThat(all("q=zz")).containsExactly("OPEN-ZZ", "ZZ-25000", "AB-1-ZZ");
        assertThat(all("q=zz&sort=registered-at")).containsExactly("AB-1-ZZ", "ZZ-25000", "OPEN-ZZ");
        assertThat(all("q=zz&sort=serial-number&limit=1")).containsExactly("AB-1-ZZ", "OPEN-ZZ", "ZZ-25000");
        assertThat(all("q=%21")).isEmpty();
        assertThat(answers.json(DEVICES + "q=%21").getString("next")).isNotNull();
        var exported = answers.response(Map.of("Accept", "application/x-ndjson"), "/v1/devices?q=zz");
        assertThat(exported.asString().lines()).hasSize(3);
        answers.response(DEVICES + "q=zz&sort=model")
                .then()
                .statusCode(400)
                .body("detail", containsString("at most 10000 devices"));
        assertThat(all("q=25&sort=model&serialNumber=ab-25")).containsExactly("AB-25");
    }

    /** The serial numbers of all pages. */
    private List<String> all(String query) {
        var listed = new ArrayList<String>();
        String next = "";
        while (next != null) {
            var page = answers.json(DEVICES + query + next);
            listed.addAll(page.getList("items.serialNumber"));
            next = page.getString("next") == null ? null : "&cursor=" + page.getString("next");
        }
        return listed;
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

    @ParameterizedTest
    @ValueSource(strings = {"serial-number", "-serial-number"})
    void missesNoneOfOneSerialNumberThatBecomesOwnedBetweenTwoPages(String sort) {
        var upload = Upload.of(tenant);
        var pending = upload.row(3, "SN-1").madeBy("Fabrikam");
        probe.send(upload.row(2, "SN-1").claimed(1), pending.submitted());
        Consumed.all();
        var first = answers.json(DEVICES + "limit=1&sort=" + sort);
        probe.send(pending.claimed(1));
        Consumed.all();
        var second = answers.json(DEVICES + "limit=1&sort=" + sort + "&cursor=" + first.getString("next"));

        var listed = new ArrayList<String>(first.getList("items.manufacturer"));
        listed.addAll(second.getList("items.manufacturer"));
        assertThat(listed).containsExactlyInAnyOrder("Contoso", "Fabrikam");
        assertThat(second.getString("next")).isNull();
    }

    @Test
    void listsAnOwnedOneBeforeAFailedRowForIt() {
        var row = Upload.of(tenant).row(2, "SN-1");
        probe.send(
                row.claimed(1), Upload.of(tenant).row(2, "SN-1").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null));
        Consumed.all();

        for (String sort : List.of("serial-number", "-serial-number", "state", "-model")) {
            var first = answers.json(DEVICES + "limit=1&sort=" + sort);
            var second = answers.json(DEVICES + "limit=1&sort=" + sort + "&cursor=" + first.getString("next"));
            var states = new ArrayList<String>(first.getList("items.state"));
            states.addAll(second.getList("items.state"));
            assertThat(states).as(sort).containsExactlyInAnyOrder("ready-for-user", "registration-failed");
        }
        assertThat(answers.json("/v1/devices/{id}", row.deviceId()).getString("state"))
                .isEqualTo("ready-for-user");
    }

    @Test
    void sortsByAnyColumn() {
        var upload = Upload.of(tenant);
        var seen = upload.row(4, "SN-3").model("B");
        probe.send(
                upload.row(2, "SN-1").model("C").claimed(1),
                upload.row(3, "SN-2").model("a").submitted(),
                seen.claimed(1),
                seen.seen(Instant.now(), "ann"));
        Consumed.all();

        assertSorted("model", "SN-2", "SN-3", "SN-1");
        assertSorted("-model", "SN-1", "SN-3", "SN-2");
        assertSorted("state", "SN-2", "SN-1", "SN-3");
        assertSorted("-lastSeenAt", "SN-3", "SN-1", "SN-2");
    }

    @Test
    void sortsByWhatFailedByWarningsAndByAge() {
        var upload = Upload.of(tenant);
        var warned = upload.row(3, "SN-2");
        probe.send(
                upload.row(2, "SN-1").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null),
                warned.submitted(),
                warned.claimed(1),
                upload.row(4, "SN-3").rejected(By.VALIDATOR, FailureCode.MISSING_VALUE, null));
        Consumed.all();

        assertSorted("failure", "SN-2", "SN-3", "SN-1");
        assertSorted("-failure.code", "SN-1", "SN-3", "SN-2");
        for (String sort : List.of("ageMonths", "warnings", "registrationId", "deviceId", "onBehalfOf", "label")) {
            assertThat(all("limit=1&sort=" + sort)).as(sort).containsExactlyInAnyOrder("SN-1", "SN-2", "SN-3");
        }
        assertThat(all("sort=-warnings").getFirst()).isEqualTo("SN-2");
    }

    private void assertSorted(String sort, String... serials) {
        assertThat(all("limit=1&sort=" + sort)).as(sort).containsExactly(serials);
    }

    @Test
    void refusesToSortMoreThanItCanByAColumnWithoutAnIndex() {
        database.inTransaction(session -> session.createNativeQuery("""
                        insert into device (tenant, device_id, sequence, owned, claimed, registration_id, file, row,
                          manufacturer, serial_number, serial_normal, registered_at)
                        select ?1, gen_random_uuid(), 1, true, 1, ?2, 1, i, 'contoso', 's' || i, 's' || i, now()
                        from generate_series(1, 10001) i""")
                .setParameter(1, tenant)
                .setParameter(2, Upload.of(tenant).id())
                .executeUpdate());

        answers.response(DEVICES + "sort=model")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:muster:problem:invalid-parameter"))
                .body("detail", containsString("at most 10000 devices"));
        assertThat(answers.items(DEVICES + "sort=model&serialNumber=s77")).hasSize(1);
        var exported = answers.response(Map.of("Accept", "application/x-ndjson"), "/v1/devices");
        assertThat(exported.asString().lines()).hasSize(10_001).doesNotHaveDuplicates();
    }

    @Test
    void isExportedWithCellsThatNoSpreadsheetRuns() throws IOException {
        var upload = Upload.of(tenant).ordered("=PO-1", "P-9");
        var row = upload.row(2, "SN-1").model("Latitude, \"5440\"").user("@ann");
        probe.send(row.submitted(), row.claimed(1), upload.row(3, "-SN-2").submitted());
        Consumed.all();

        var response = answers.response(Map.of("Accept", "text/csv", "Accept-Language", "fr"), "/v1/devices");
        assertThat(response.contentType()).startsWith("text/csv");
        var lines = new ArrayList<Map<String, String>>();
        try (var csv = CsvReader.builder().ofNamedCsvRecord(response.asString())) {
            csv.forEach(line -> lines.add(line.getFieldsAsMap()));
        }

        assertThat(lines).hasSize(2);
        assertThat(lines.getLast())
                .containsEntry("Serial Number", "SN-1")
                .containsEntry("Model", "Latitude, \"5440\"")
                .containsEntry("Assigned User", "'@ann")
                .containsEntry("Order ID", "'=PO-1")
                .containsEntry("State", "ready-for-user")
                .containsEntry("State Label", "Prêt pour l'utilisateur")
                .containsEntry("Registered By", "user-7")
                .containsEntry("Warnings", "hash-padding: Missing = at the end");
        assertThat(lines.getFirst()).containsEntry("Serial Number", "'-SN-2").containsEntry("Warnings", "");
        assertThat(lines.getFirst().keySet().stream().limit(6)).allMatch(name -> Field.of(name) != null);
    }

    static Stream<String> refused() {
        return Stream.of(
                "state=registered",
                "sort=colour",
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
                "cursor=" + cursor("-registered-at\n" + ID + "\n0\nnot a time"),
                "cursor=" + cursor("-registered-at\n" + ID + "\n0\n"),
                "cursor=" + cursor("-registered-at\n" + ID + "\n0\n9999999999999999"),
                "cursor=" + cursor("-registered-at\n" + ID + "\n0\n-1"),
                "cursor=" + cursor("-registered-at\n" + ID + "\n2\n1"),
                "cursor=" + cursor("-registered-at\nid\n0\n1"),
                "cursor=" + cursor("serial-number\n" + ID + "\n0\nsn"),
                "sort=serial-number&cursor=" + cursor("serial-number\n" + ID + "\n0\n\0"));
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
