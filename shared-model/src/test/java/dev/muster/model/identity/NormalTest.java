package dev.muster.model.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.DefaultLocale;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Contoso,contoso",
                " Contoso ,contoso",
                "Big   Old\t\tMaker,big old maker",
                "Big\u00a0Old\u3000Maker,big old maker",
                "Big\u2028Old\u2003Maker,big old maker",
                "ＡＢＣ１２３,abc123",
                "ﬁne,fine",
                "№ 5,no 5",
                "x²,x2",
                "e\u0301,é",
                "\u00c9,é",
                "Ⅳ,iv",
            })
    void isOneSpellingOfMany(String text, String normal) {
        assertThat(Normal.form(text)).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n", "\u00a0", "\u2003\u3000\u00a0 "})
    void isEmptyForBlanks(String text) {
        assertThat(Normal.form(text)).isEmpty();
    }

    @Test
    void lowersAnIAsInEnglishOnATurkishMachine() {
        try (var machine = DefaultLocale.of("tr-TR")) {
            assertThat("TITLE".toLowerCase(Locale.getDefault()))
                    .as("the machine is %s", machine.language())
                    .isEqualTo("tıtle");
            assertThat(Normal.form("TITLE")).isEqualTo("title");
        }
    }

    @Property
    void neverHasBlanksAroundOrTwoInARow(@ForAll String text) {
        assertThat(Normal.form(text)).doesNotContain("  ").doesNotStartWith(" ").doesNotEndWith(" ");
    }

    @Property
    void ofANormalFormIsItself(
            @ForAll @AlphaChars @NumericChars @Chars({' ', '\t', '-', '.', '\u00a0', 'é', 'Ü', 'ß', 'Ａ', '１'})
                    String text) {
        String normal = Normal.form(text);

        assertThat(Normal.form(normal)).isEqualTo(normal);
    }
}
