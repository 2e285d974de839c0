package dev.muster.ingest.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ingest.csv.Header;
import dev.muster.ingest.upload.RowOutcome;
import dev.muster.ingest.upload.Samples;
import dev.muster.model.event.DeviceShipped;
import dev.muster.model.identity.SubmissionId;
import dev.muster.testing.Hashes;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestRowsTest {

    private static final UUID KNOWN = UUID.fromString("a4fd8ead-5648-51d2-92e8-37e95ff36708");
    private static final String HASH = Hashes.of("Contoso", "Model-1", "SN-000123");

    private final ManifestRows rows = new ManifestRows(Set.of("contoso", "hp"));

    @Test
    void declareADeviceAsItIsWritten() {
        var shipped = accepted("Manufacturer,Model,Serial Number,Sold To\nCONTOSO,Model-1,sn-000123,fabrikam");
        assertThat(shipped)
                .isEqualTo(new DeviceShipped(
                        new SubmissionId(Samples.REGISTRATION, 1, 2),
                        "contoso",
                        KNOWN,
                        "CONTOSO",
                        "Model-1",
                        "sn-000123",
                        "fabrikam",
                        "ann",
                        Samples.NOON));
    }

    @Test
    void leaveOpenToWhomADeviceIsSold() {
        assertThat(accepted("Manufacturer,Model,Serial Number\nContoso,M,SN-1").soldTo())
                .isNull();
        assertThat(accepted("Manufacturer,Model,Serial Number,Sold To\nContoso,M,SN-1, ")
                        .soldTo())
                .isNull();
    }

    @Test
    void takeWhatTheColumnsDoNotSayFromTheHash() {
        var shipped = accepted("Device Serial Number,Windows Product ID,Hardware Hash\nSN-000123,," + HASH);
        assertThat(shipped.deviceId()).isEqualTo(KNOWN);
        assertThat(shipped.manufacturer()).isEqualTo("Contoso");
        assertThat(shipped.model()).isEqualTo("Model-1");
        assertThat(shipped.serialNumber()).isEqualTo("SN-000123");
    }

    @Test
    void knowAManufacturerByItsOtherNames() {
        assertThat(accepted("Manufacturer,Model,Serial Number\nHewlett-Packard,M,SN-1")
                        .manufacturer())
                .isEqualTo("Hewlett-Packard");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Dell,M,SN-1 | MANUFACTURER_NOT_YOURS | 'Dell'",
                ",M,SN-1 | MISSING_VALUE | no Manufacturer",
                "Contoso,, | MISSING_VALUE | no Model, no Serial Number",
                "Contoso,M | MALFORMED_ROW | 2 values where the header has 3 columns",
            })
    void refuseARowWithAReason(String row, ManifestFailureCode code, String detail) {
        var outcome = outcome("Manufacturer,Model,Serial Number\n" + row);
        assertThat(outcome.accepted()).isFalse();
        assertThat(outcome.event()).isNull();
        var failure = Objects.requireNonNull(outcome.failure());
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.detail()).isEqualTo(detail);
        assertThat(failure.row()).isEqualTo(new SubmissionId(Samples.REGISTRATION, 1, 2));
    }

    @Test
    void refuseAHashOfAnotherManufacturerUnderAName() {
        String foreign = Hashes.of("Dell", "Model-1", "SN-000123");
        var outcome = outcome("Manufacturer,Model,Serial Number,Hardware Hash\nContoso,M,SN-000123," + foreign);
        assertThat(Objects.requireNonNull(outcome.failure()).code())
                .isEqualTo(ManifestFailureCode.MANUFACTURER_NOT_YOURS);
    }

    private DeviceShipped accepted(String csv) {
        var outcome = outcome(csv);
        assertThat(outcome.accepted()).isTrue();
        assertThat(outcome.failure()).isNull();
        return (DeviceShipped) Objects.requireNonNull(outcome.event());
    }

    private RowOutcome<ManifestFailure> outcome(String csv) {
        var chunk = Samples.chunk(csv, Header.OF_MANIFESTS);
        return rows.of(Samples.upload(), 1, chunk.header(), chunk.records().getFirst());
    }
}
