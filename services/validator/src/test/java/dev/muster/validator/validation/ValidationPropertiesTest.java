package dev.muster.validator.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.EventJson;
import dev.muster.model.failure.Finding;
import dev.muster.testing.Hashes;
import dev.muster.validator.Row;
import java.util.Comparator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of the rules whatever the row. */
class ValidationPropertiesTest {

    @Property
    void givesEveryRowAVerdictThatAPersonCanActOn(@ForAll("rows") Row row) {
        switch (Rules.RULES.validate(row.submitted())) {
            case Verdict.Valid valid -> {
                assertThat(valid.manufacturer()).isNotBlank();
                assertThat(valid.serialNumber()).isNotBlank();
                assertThat(valid.hashed() || valid.model() != null).isTrue();
            }
            case Verdict.Invalid invalid -> {
                assertThat(invalid.findings())
                        .isNotEmpty()
                        .isSortedAccordingTo(Comparator.comparing(Finding::code))
                        .allSatisfy(finding -> assertThat(finding.detail()).isNotBlank());
            }
        }
    }

    @Property
    void givesEqualRowsEqualVerdicts(@ForAll("rows") Row row) {
        DeviceSubmitted one = row.submitted();
        var same = (DeviceSubmitted) EventJson.read(EventJson.write(one));

        assertThat(same).isEqualTo(one);
        assertThat(Rules.RULES.validate(same)).isEqualTo(Rules.RULES.validate(one));
    }

    @Property
    void believesTheHashWhateverTheSpellingInTheRow(@ForAll("serials") String given, @ForAll("serials") String read) {
        var row = Row.row().serialNumber(given).hash(Hashes.of("Contoso", "Model-1", read));

        if (Rules.RULES.validate(row.submitted()) instanceof Verdict.Valid valid) {
            assertThat(valid.serialNumber()).isEqualTo(read.strip());
            assertThat(valid.hashed()).isTrue();
        } else {
            assertThat(Rules.findings(row)).isNotEmpty();
        }
    }

    @Provide
    Arbitrary<Row> rows() {
        return Combinators.combine(cells(), cells(), cells(), hashes())
                .as((manufacturer, model, serial, hash) ->
                        Row.tuple(manufacturer, model, serial).hash(hash));
    }

    @Provide
    Arbitrary<String> serials() {
        var digits = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(70);
        return Arbitraries.oneOf(
                digits,
                digits.map(d -> "000" + d),
                Combinators.combine(digits, Arbitraries.integers().between(0, 999))
                        .as((d, power) -> d.charAt(0) + "." + d + "E+" + power),
                Arbitraries.of("None", "0", "0E+999", "9E+999", "1.", "000000000000", "SN-1"));
    }

    private Arbitrary<String> cells() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(20),
                        Arbitraries.strings()
                                .withChars(" \t\u00a0\u2003x\u0000")
                                .ofMaxLength(3),
                        Arbitraries.of("Contoso", "Model-1", "SN-1", "Default string"),
                        serials())
                .injectNull(0.1);
    }

    private Arbitrary<String> hashes() {
        var whole = Combinators.combine(Arbitraries.of("Contoso", "HP", " "), serials())
                .as((manufacturer, serial) -> Hashes.of(manufacturer, "Model-1", serial));
        return Arbitraries.oneOf(
                        whole,
                        Combinators.combine(whole, Arbitraries.integers().between(0, 400))
                                .as((hash, length) -> hash.substring(0, length)),
                        Arbitraries.strings().ofMaxLength(40),
                        Arbitraries.of("dGhpc2RldmljZWlzYW5tbWRkZXZpY2U", "T0E", "=", ""))
                .injectNull(0.3);
    }
}
