package dev.muster.model.hash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.hash.HashReading.Faulty;
import dev.muster.model.hash.HashReading.Sound;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** What holds of the decoder whatever it is given. */
class HardwareHashPropertiesTest {

    private static final byte[] WHOLE = Base64.getDecoder().decode(Container.KNOWN_ANSWER);

    @Property
    void saysWhatIsWrongWithAnyText(@ForAll String text) {
        assertThat(HardwareHashDecoder.decode(text))
                .isInstanceOfSatisfying(
                        Faulty.class, faulty -> assertThat(faulty.fault()).isNotBlank());
    }

    @Property
    void saysWhatIsWrongWithAnyBase64ThatBeginsLikeAHardwareHash(
            @ForAll
                    @CharRange(from = 'A', to = 'Z')
                    @CharRange(from = 'a', to = 'z')
                    @CharRange(from = '0', to = '9')
                    @Chars({'+', '/'})
                    @StringLength(max = 2000)
                    String rest) {
        assertThat(HardwareHashDecoder.decode("T0E" + rest)).isInstanceOf(Faulty.class);
    }

    @Property
    void readsAnyBytesBetweenARightHeaderAndARightChecksumWithoutStumbling(@ForAll @Size(max = 300) byte[] records) {
        HashReading reading = HardwareHashDecoder.decode(Container.base64(Container.around(records)));

        boolean namesADevice =
                reading.content().serialNumber() != null && reading.content().manufacturer() != null;
        assertThat(reading instanceof Faulty || namesADevice).isTrue();
    }

    @Property
    void refusesAValidHashWithAnyByteChanged(
            @ForAll @IntRange(max = 97) int at, @ForAll @IntRange(min = 1, max = 255) int change) {
        byte[] mutated = WHOLE.clone();
        mutated[at] ^= (byte) change;

        assertThat(HardwareHashDecoder.decode(Container.base64(mutated))).isInstanceOf(Faulty.class);
    }

    @Property
    void refusesAValidHashWithAnyByteLost(@ForAll @IntRange(max = 97) int at) {
        byte[] mutated =
                Container.join(Arrays.copyOfRange(WHOLE, 0, at), Arrays.copyOfRange(WHOLE, at + 1, WHOLE.length));

        assertThat(HardwareHashDecoder.decode(Container.base64(mutated))).isInstanceOf(Faulty.class);
    }

    @Property
    void refusesAValidHashCutAnywhereAndWithAnyTail(
            @ForAll @IntRange(max = 96) int cut, @ForAll @Size(max = 100) byte[] tail) {
        byte[] mutated = Container.join(Arrays.copyOf(WHOLE, cut), tail);

        HashReading reading = HardwareHashDecoder.decode(Container.base64(mutated));

        boolean unchanged = Arrays.equals(Arrays.copyOf(mutated, WHOLE.length), WHOLE);
        assertThat(reading instanceof Sound).isEqualTo(unchanged);
    }

    @Property
    void neverReadsAnotherDeviceOutOfAValidHashWithAnyCharacterReplaced(
            @ForAll @IntRange(max = 3999) int at, @ForAll char replacement) {
        var mutated = new StringBuilder(Container.PADDED_KNOWN_ANSWER);
        mutated.setCharAt(at, replacement);

        HashReading reading = HardwareHashDecoder.decode(mutated.toString());

        if (reading instanceof Sound sound) {
            assertThat(sound.content().serialNumber()).isEqualTo("SN-000123");
            assertThat(sound.content().manufacturer()).isEqualTo("Contoso");
        } else {
            assertThat(((Faulty) reading).fault()).isNotBlank();
        }
    }

    @Property
    void namesAnyForeignCharacterAndItsPlace(
            @ForAll @IntRange(min = 1, max = 3999) int at, @ForAll("foreign") char character) {
        var text = new StringBuilder(Container.PADDED_KNOWN_ANSWER).insert(at, character);

        String shown =
                Character.isISOControl(character) ? String.format("U+%04X", (int) character) : "'" + character + "'";
        assertThat(HardwareHashDecoder.decode(text.toString()))
                .isEqualTo(new Faulty("not base64: character " + shown + " at " + (at + 1), HashContent.NOTHING));
    }

    @Property
    void readsBackWhatTheWriterWrote(
            @ForAll("singleByteText") String manufacturer,
            @ForAll("singleByteText") String model,
            @ForAll("singleByteText") String serialNumber,
            @ForAll("uuids") UUID uuid) {
        String text = HardwareHashWriter.begin()
                .text(17, model)
                .text(16, manufacturer)
                .uuid(uuid)
                .text(14, serialNumber)
                .toBase64();

        HashReading reading = HardwareHashDecoder.decode(text);

        assertThat(reading.content())
                .isEqualTo(new HashContent(trimmed(manufacturer), trimmed(model), trimmed(serialNumber), uuid));
        assertThat(reading instanceof Sound).isEqualTo(trimmed(manufacturer) != null && trimmed(serialNumber) != null);
    }

    /** What a hardware hash can hold: single-byte text without NUL; blank a good part of the time. */
    @Provide
    Arbitrary<String> singleByteText() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('\u0001', '\u00ff').ofMaxLength(300),
                Arbitraries.strings().withChars(' ', '\t', '\u00a0', 'x').ofMaxLength(3));
    }

    @Provide
    Arbitrary<Character> foreign() {
        return Arbitraries.chars()
                .filter(c -> !Character.isSurrogate(c) && !(c < 128 && Character.isLetterOrDigit(c)))
                .filter(c -> c != '+' && c != '/');
    }

    private static String trimmed(String text) {
        return text.replace('\u00a0', ' ').isBlank() ? null : text.strip();
    }

    @Provide
    Arbitrary<UUID> uuids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }
}
