package dev.muster.ingest.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ingest.upload.Samples;
import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.EventJson;
import dev.muster.model.event.SubmissionEvent;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import dev.muster.model.identity.DeviceId;
import dev.muster.model.identity.SubmissionId;
import dev.muster.testing.Hashes;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowEventsTest {

    private static final UUID KNOWN = UUID.fromString("a4fd8ead-5648-51d2-92e8-37e95ff36708");
    private static final String HASH = Hashes.of("Contoso", "Model-1", "SN-000123");

    @Test
    void identifiesADeviceByItsSoundHash() {
        var event = submitted("Serial Number,Hardware Hash,Manufacturer,Model\nother,%s,Other,Other".formatted(HASH));
        assertThat(event.deviceId()).isEqualTo(KNOWN);
        assertThat(event.manufacturer()).isEqualTo("Contoso");
        assertThat(event.model()).isEqualTo("Model-1");
        assertThat(event.serialNumber()).isEqualTo("SN-000123");
        assertThat(event.hardwareHash()).isEqualTo(HASH);
    }

    @ParameterizedTest
    @CsvSource({"Contoso,SN-000123", "' CONTOSO ',sn-000123", "contoso,' SN-000123'", "Ｃontoso,SN-000123"})
    void identifiesADeviceByItsColumnsWhereThereIsNoHash(String manufacturer, String serialNumber) {
        var event = submitted("Manufacturer,Model,Serial Number\n%s,M,%s".formatted(manufacturer, serialNumber));
        assertThat(event.deviceId()).isEqualTo(KNOWN);
        assertThat(event.manufacturer()).isEqualTo(manufacturer.strip());
        assertThat(event.hardwareHash()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"T0EA", "nonsense", "!"})
    void identifiesADeviceByItsColumnsWhereTheHashIsNotSound(String hash) {
        var event = submitted("Manufacturer,Model,Serial Number,Hardware Hash\nContoso,M,SN-000123," + hash);
        assertThat(event.deviceId()).isEqualTo(KNOWN);
        assertThat(event.hardwareHash()).isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {",M,SN-000123,", "Contoso,M,,", "Contoso,M, ,T0EA"})
    void givesARowWithoutAnIdentityAKeyOfItsOwn(String row) {
        var event = submitted("Manufacturer,Model,Serial Number,Hardware Hash\n" + row);
        assertThat(event.deviceId()).isEqualTo(DeviceId.ofUnidentified(event.submission()));
    }

    @Test
    void carriesWhatTheRowAndTheUploadSay() {
        var event = submitted("Device Serial Number,Windows Product ID,Hardware Hash,Group Tag,Assigned User,Order ID\n"
                + "SN-000123,,%s,Sales,ann@contoso.example,PO-9".formatted(HASH));
        assertThat(event.submission()).isEqualTo(new SubmissionId(Samples.REGISTRATION, 1, 2));
        assertThat(event.tenant()).isEqualTo("contoso");
        assertThat(event.partner()).isEqualTo("fabrikam");
        assertThat(event.groupTag()).isEqualTo("Sales");
        assertThat(event.assignedUser()).isEqualTo("ann@contoso.example");
        assertThat(event.orderId()).as("of the row, not of the upload").isEqualTo("PO-9");
        assertThat(event.purchaseId()).isEqualTo("purchase-1");
        assertThat(event.submittedAt()).isEqualTo(Samples.NOON);
        assertThat(event.submittedBy()).isEqualTo("ann");
        assertThat(event.columns())
                .containsEntry("Device Serial Number", "SN-000123")
                .containsEntry("Hardware Hash", null);
    }

    @Test
    void takesTheUploadsOrderIdWhereTheRowHasNone() {
        var event = submitted("Serial Number,Hardware Hash,Order ID\nSN-000123,%s, ".formatted(HASH));
        assertThat(event.orderId()).isEqualTo("PO-1");
    }

    @Test
    void tellsOfARowThatCannotBeRead() {
        var event = rejected("Manufacturer,Model,Serial Number,Notes\nDell, Inc.,M,SN-1,n");
        assertThat(event.rejectedBy()).isEqualTo(DeviceRejected.By.INGEST);
        assertThat(event.code()).isEqualTo(FailureCode.MALFORMED_ROW);
        assertThat(event.findings())
                .containsExactly(new Finding(
                        FailureCode.MALFORMED_ROW,
                        "5 values where the header has 4 columns: 'Dell, Inc.' has to stand in quotation marks"));
        assertThat(event.originalLine()).isEqualTo("Dell, Inc.,M,SN-1,n");
        assertThat(event.columns()).containsOnlyKeys("Manufacturer", "Model", "Serial Number", "Notes");
        assertThat(event.columns().values()).containsOnlyNulls();
        assertThat(event.deviceId()).isEqualTo(DeviceId.ofUnidentified(event.submission()));
        assertThat(event.orderId()).isEqualTo("PO-1");
        assertThat(event.decidedAt()).isEqualTo(Samples.NOON);
    }

    @Test
    void tellsOfARecordThatIsNoCsv() {
        var event = rejected("Manufacturer,Model,Serial Number\n\"Contoso\" Ltd,M,SN-1");
        assertThat(event.findings().getFirst().detail()).isEqualTo("text after a closing quotation mark");
        assertThat(event.originalLine()).isEqualTo("\"Contoso\" Ltd,M,SN-1");
    }

    @Test
    void makesTheSameEventOfTheSameRow() {
        String csv = "Manufacturer,Model,Serial Number\nContoso,M,SN-1\nbad";
        assertThat(event(csv, 0)).isEqualTo(event(csv, 0));
        assertThat(event(csv, 1)).isEqualTo(event(csv, 1));
    }

    @Test
    void makesAnEventThatTheBrokerTakesOfTheWorstRow() {
        String names = "\u0001".repeat(16_000);
        String cell = "\u0001".repeat(65_000);
        for (String row : new String[] {"Contoso,M," + cell + ",", "," + cell}) {
            var event = event("Manufacturer,Model,Serial Number," + names + "\n" + row, 0);
            assertThat(EventJson.write(event)).hasSizeLessThan(1_000_000);
        }
    }

    @Test
    void takesAwayWhatKeepsASpreadsheetFromCounting() {
        var event = submitted("Manufacturer,Model,Serial Number\nContoso,'=M,'-5");
        assertThat(event.model()).isEqualTo("=M");
        assertThat(event.columns()).isEqualTo(Map.of("Manufacturer", "Contoso", "Model", "=M", "Serial Number", "-5"));
    }

    private static DeviceSubmitted submitted(String csv) {
        return (DeviceSubmitted) event(csv, 0);
    }

    private static DeviceRejected rejected(String csv) {
        return (DeviceRejected) event(csv, 0);
    }

    private static SubmissionEvent event(String csv, int record) {
        var chunk = Samples.chunk(csv);
        return RowEvents.of(Samples.upload(), 1, chunk.header(), chunk.records().get(record));
    }
}
