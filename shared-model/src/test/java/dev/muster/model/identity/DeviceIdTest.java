package dev.muster.model.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.DefaultLocale;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceIdTest {

    private static final UUID CONTOSO_SN_000123 = UUID.fromString("a4fd8ead-5648-51d2-92e8-37e95ff36708");

    @Test
    void givesTheKnownAnswer() {
        assertThat(DeviceId.of("Contoso", "SN-000123")).isEqualTo(CONTOSO_SN_000123);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "contoso,sn-000123",
                "CONTOSO,SN-000123",
                "  Contoso , SN-000123\t",
                "\u00a0Contoso\u00a0,\u2003SN-000123\u3000",
                "Ｃｏｎｔｏｓｏ,ＳＮ－０００１２３",
                "ＣＯＮＴＯＳＯ,sn-000123"
            })
    void isTheSameHoweverTheDeviceIsSpelled(String manufacturer, String serialNumber) {
        assertThat(DeviceId.of(manufacturer, serialNumber)).isEqualTo(CONTOSO_SN_000123);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "az-AZ", "lt-LT", "ar-EG", "th-TH-u-nu-thai"})
    void isTheSameOnAMachineOfAnyLanguage(String languageTag) {
        UUID expected = DeviceId.of("MICROSOFT INDUSTRIES", "SN-I1");

        try (var machine = DefaultLocale.of(languageTag)) {
            assertThat(DeviceId.of("microsoft industries", "sn-i1"))
                    .as(machine.language())
                    .isEqualTo(expected);
            assertThat(DeviceId.of("Microsoft Industries", "SN-i1")).isEqualTo(expected);
            assertThat(DeviceId.of("CONTOSO", "sn-000123")).isEqualTo(CONTOSO_SN_000123);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Hewlett-Packard, HP",
        "HEWLETT PACKARD, HP",
        "Hewlett-Packard Company, HP",
        "HP Inc., HP",
        "Dell Inc., Dell",
        "DELL  INC., dell",
        "Dell Computer Corporation, Dell",
        "LENOVO GROUP LIMITED, Lenovo",
        "Ｄｅｌｌ Inc., dell",
    })
    void knowsManufacturersByTheirOtherNames(String alias, String name) {
        assertThat(DeviceId.of(alias, "SN-1")).isEqualTo(DeviceId.of(name, "SN-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "Contoso, SN-000124",
        "Contoso, SN000123",
        "Contoso, SN- 000123",
        "Contoso, 0SN-000123",
        "Contoso Ltd., SN-000123",
        "Fabrikam, SN-000123",
        "SN-000123, Contoso",
    })
    void isAnotherForAnotherDevice(String manufacturer, String serialNumber) {
        assertThat(DeviceId.of(manufacturer, serialNumber)).isNotEqualTo(CONTOSO_SN_000123);
    }

    @Test
    void takesAnAliasForTheWholeNameOnly() {
        assertThat(DeviceId.of("Dell Inc. Ireland", "SN-1")).isNotEqualTo(DeviceId.of("Dell", "SN-1"));
        assertThat(DeviceId.of("HP", "Dell Inc.")).isNotEqualTo(DeviceId.of("HP", "Dell"));
    }

    @Property
    void doesNotConfuseWhereTheManufacturerEnds(@ForAll String one, @ForAll String two, @ForAll String three) {
        UUID early = DeviceId.of(one, two + "\n" + three);
        UUID late = DeviceId.of(one + "\n" + two, three);

        boolean sameWords = Normal.form(one).equals(Normal.form(one + "\n" + two))
                && Normal.form(two + "\n" + three).equals(Normal.form(three));
        assertThat(early.equals(late)).isEqualTo(sameWords);
    }

    @Test
    void isOfTheSubmissionForARowThatNamesNoDevice() {
        var first = SubmissionId.parse("0192f3a4-0000-7000-8000-000000000001/1/2");
        var second = SubmissionId.parse("0192f3a4-0000-7000-8000-000000000001/1/3");

        assertThat(DeviceId.ofUnidentified(first)).isEqualTo(DeviceId.ofUnidentified(first));
        assertThat(DeviceId.ofUnidentified(first)).isNotEqualTo(DeviceId.ofUnidentified(second));
        assertThat(DeviceId.ofUnidentified(first))
                .isEqualTo(Uuids.nameBased(
                        UUID.fromString("7d3b9c1e-52f4-5a86-9e0b-4c8f21a6d370"),
                        "0192f3a4-0000-7000-8000-000000000001/1/2"));
    }
}
