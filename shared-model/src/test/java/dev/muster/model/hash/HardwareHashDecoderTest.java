package dev.muster.model.hash;

import static dev.muster.model.hash.Container.KNOWN_ANSWER;
import static dev.muster.model.hash.Container.PADDED_KNOWN_ANSWER;
import static dev.muster.model.hash.Container.around;
import static dev.muster.model.hash.Container.base64;
import static dev.muster.model.hash.Container.join;
import static dev.muster.model.hash.Container.record;
import static dev.muster.model.hash.Container.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.muster.model.hash.HashReading.Faulty;
import dev.muster.model.hash.HashReading.Sound;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HardwareHashDecoderTest {

    private static final HashContent CONTOSO =
            new HashContent("Contoso", "Model-1", "SN-000123", UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
    private static final byte[] WHOLE = Base64.getDecoder().decode(KNOWN_ANSWER);
    private static final int TOTAL = 62;
    private static final byte[] MANUFACTURER = text(16, "Contoso");
    private static final byte[] SERIAL_NUMBER = text(14, "SN-1");

    @Test
    void readsTheKnownAnswer() {
        assertThat(HardwareHashDecoder.decode(PADDED_KNOWN_ANSWER)).isEqualTo(new Sound(CONTOSO));
    }

    // --- what is wrong, in words ---

    @Test
    void saysByHowManyBytesAHashIsTruncatedWhereverItIsCut() {
        for (int cut = 4; cut < WHOLE.length; cut++) {
            int missing = WHOLE.length - cut;
            assertThat(fault(base64(Arrays.copyOf(WHOLE, cut))))
                    .as("cut to %d bytes", cut)
                    .isEqualTo(missing == 1 ? "truncated by 1 byte" : "truncated by " + missing + " bytes");
        }
    }

    @Test
    void saysByHowManyWholeBytesAHashIsTruncatedAtWhateverCharacterItIsCut() {
        for (int cut = 6; cut < KNOWN_ANSWER.length(); cut++) {
            int missing = WHOLE.length - cut * 6 / 8;
            assertThat(fault(KNOWN_ANSWER.substring(0, cut)))
                    .as("cut to %d characters", cut)
                    .isEqualTo(missing == 1 ? "truncated by 1 byte" : "truncated by " + missing + " bytes");
        }
    }

    @Test
    void tellsOfATruncatedHashWhatCouldStillBeRead() {
        assertThat(HardwareHashDecoder.decode(base64(Arrays.copyOf(WHOLE, WHOLE.length - 1))))
                .isEqualTo(new Faulty("truncated by 1 byte", CONTOSO));
        assertThat(HardwareHashDecoder.decode(base64(Arrays.copyOf(WHOLE, 40))).content())
                .as("cut within record 16")
                .isEqualTo(new HashContent(null, null, "SN-000123", CONTOSO.smbiosUuid()));
    }

    @Test
    void noticesEveryFlippedBitOfTheRecordsAndOfTheirChecksum() {
        for (int at = 4; at < WHOLE.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                boolean inChecksumHeader = at >= TOTAL && at < TOTAL + 4;
                assertThat(fault(base64(flipped(at, bit))))
                        .as("bit %d of byte %d", bit, at)
                        .isEqualTo(inChecksumHeader ? "no checksum record at byte 62" : "checksum does not match");
            }
        }
    }

    @Test
    void noticesEveryFlippedBitOfTheLength() {
        for (int bit = 0; bit < 16; bit++) {
            assertThat(fault(base64(flipped(2 + bit / 8, bit % 8))))
                    .as("bit %d of the length", bit)
                    .matches("truncated by \\d+ bytes?|no checksum record at byte \\d+");
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            T0E!AAwAFAAz,      not base64: character '!' at 4
            !T0E,              not base64: character '!' at 1
            T0E+AAwA-FAA,      not base64: character '-' at 9
            T0E+AAwA_FAA,      not base64: character '_' at 9
            T0E+ AAwAFAA,      not base64: character ' ' at 5
            T0E+=AAwAFAA,      not base64: character '=' at 5
            T0E+AAwAé,         not base64: character 'é' at 9
            T0E+AAwAŁAA,       not base64: character 'Ł' at 9
            T0E+AAwA😀,         not base64: character '😀' at 9
            T0E+AAwAFAAz…,     not base64: character '…' at 13
            `  T0E!AAwA  `,    not base64: character '!' at 4
            #NAME?,            not base64: character '#' at 1
            """)
    void namesTheCharacterThatIsNotBase64AndItsPlace(String text, String fault) {
        assertThat(fault(text)).isEqualTo(fault);
    }

    @Test
    void namesALineBreakInTheMiddleToo() {
        assertThat(fault("T0E+\nAAwA")).isEqualTo("not base64: character U+000A at 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "=", "====", "A", "T", "T0", "dGhpc2RldmljZWlzYW5tbWRkZXZpY2U", "AE9B", "0", "abc"})
    void saysOfOtherBase64ThatItIsNoHardwareHash(String text) {
        assertThat(HardwareHashDecoder.decode(text))
                .isEqualTo(new Faulty("no OA magic: this is not a hardware hash", HashContent.NOTHING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"T0E", "T0E+", "T0E="})
    void saysOfTheMagicAloneThatItIsTruncated(String text) {
        assertThat(fault(text)).isEqualTo("truncated: it ends within its first 4 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void saysOfALengthThatHasNoRoomForItsOwnHeaderThatItHasNone(int length) {
        byte[] bytes = new byte[100];
        bytes[0] = 'O';
        bytes[1] = 'A';
        bytes[2] = (byte) length;

        assertThat(fault(base64(bytes)))
                .isEqualTo("its length field says " + length + " bytes, less than its own header");
    }

    static Stream<Arguments> recordsThatDoNotFit() {
        return Stream.of(
                arguments(record(14, 50, (byte) 'S', (byte) 'N'), "record 14 at byte 4 runs 44 bytes past the end"),
                arguments(
                        join(SERIAL_NUMBER, record(16, 65_535, (byte) 'C')),
                        "record 16 at byte 13 runs 65530 bytes past the end"),
                arguments(record(300, 5), "record 300 at byte 4 runs 1 bytes past the end"),
                arguments(record(14, 0), "record 14 at byte 4 says it is 0 bytes long, less than its own header"),
                arguments(
                        join(SERIAL_NUMBER, record(16, 3, (byte) 'C')),
                        "record 16 at byte 13 says it is 3 bytes long, less than its own header"),
                arguments(new byte[] {16}, "a record is cut off at byte 4"),
                arguments(join(SERIAL_NUMBER, MANUFACTURER, new byte[] {17, 0, 9}), "a record is cut off at byte 25"));
    }

    @ParameterizedTest
    @MethodSource("recordsThatDoNotFit")
    void namesTheRecordThatDoesNotFitAlthoughTheChecksumIsRight(byte[] records, String fault) {
        assertThat(fault(base64(around(records)))).isEqualTo(fault);
    }

    static Stream<Arguments> recordsThatNameNoDevice() {
        String noSerialNumber = "record 14 (serial number) is missing or blank";
        String noManufacturer = "record 16 (manufacturer) is missing or blank";
        return Stream.of(
                arguments("nothing at all", new byte[0], noSerialNumber),
                arguments("no serial number", MANUFACTURER, noSerialNumber),
                arguments("an empty serial number", join(MANUFACTURER, text(14, "")), noSerialNumber),
                arguments("a serial number without any data", join(MANUFACTURER, record(14, 4)), noSerialNumber),
                arguments("a serial number of blanks", join(MANUFACTURER, text(14, " \t ")), noSerialNumber),
                arguments(
                        "a no-break space for a serial number", join(MANUFACTURER, text(14, "\u00a0")), noSerialNumber),
                arguments("a serial number after its NUL", join(MANUFACTURER, text(14, "\0SN-1")), noSerialNumber),
                arguments("no manufacturer", SERIAL_NUMBER, noManufacturer),
                arguments("a manufacturer of blanks", join(SERIAL_NUMBER, text(16, "   ")), noManufacturer));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordsThatNameNoDevice")
    void namesTheRecordThatIsMissingOrBlank(String what, byte[] records, String fault) {
        assertThat(fault(base64(around(records)))).as(what).isEqualTo(fault);
    }

    // --- what is put up with ---

    static Stream<Arguments> spellingsOfTheKnownAnswer() {
        return Stream.of(
                arguments("without zero padding", KNOWN_ANSWER),
                arguments("with =", KNOWN_ANSWER + "="),
                arguments("with too many =", KNOWN_ANSWER + "===="),
                arguments("padded to less than 3000 bytes", PADDED_KNOWN_ANSWER.substring(0, 1456)),
                arguments("one character left over", PADDED_KNOWN_ANSWER + "A"),
                arguments("one character left over, unpadded", KNOWN_ANSWER + "AA"),
                arguments("one character short of padded", PADDED_KNOWN_ANSWER.substring(0, 3999)),
                arguments("two characters short of padded", PADDED_KNOWN_ANSWER.substring(0, 3998)),
                arguments("three characters short of padded", PADDED_KNOWN_ANSWER.substring(0, 3997)),
                arguments("blanks around it", "  \t" + PADDED_KNOWN_ANSWER + " \r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spellingsOfTheKnownAnswer")
    void readsTheKnownAnswerAsRealDevicesSpellIt(String how, String text) {
        assertThat(HardwareHashDecoder.decode(text)).as(how).isEqualTo(new Sound(CONTOSO));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void guessesTheLastTwoBitsAndLetsTheChecksumDecide(boolean zero) {
        byte[] bytes = endingInTwoBits(zero);
        String whole = base64(bytes);
        String lastCharacterLost = whole.substring(0, whole.length() - 1);

        HashReading reading = HardwareHashDecoder.decode(lastCharacterLost);

        assertThat(lastCharacterLost.length() % 4).isEqualTo(1);
        if (zero) {
            assertThat(reading).isInstanceOf(Sound.class);
        } else {
            assertThat(reading)
                    .isInstanceOfSatisfying(
                            Faulty.class, faulty -> assertThat(faulty.fault()).isEqualTo("truncated by 1 byte"));
        }
    }

    @Test
    void readsRecordsInAnyOrderAndSkipsThoseItDoesNotKnow() {
        byte[] records = join(
                record(0, 4),
                text(17, "Model-1"),
                record(65_535, 6, (byte) 1, (byte) 2),
                MANUFACTURER,
                record(7, 9, (byte) 'a', (byte) '|', (byte) 'b', (byte) '|', (byte) 0),
                SERIAL_NUMBER,
                record(31, 4));

        assertThat(HardwareHashDecoder.decode(base64(around(records))))
                .isEqualTo(new Sound(new HashContent("Contoso", "Model-1", "SN-1", null)));
    }

    @Test
    void takesTheFirstOfARecordThatRepeatsUnlessThatIsBlank() {
        byte[] records = join(text(14, " "), SERIAL_NUMBER, text(14, "SN-2"), MANUFACTURER, text(16, "Fabrikam"));

        assertThat(HardwareHashDecoder.decode(base64(around(records))))
                .isEqualTo(new Sound(new HashContent("Contoso", null, "SN-1", null)));
    }

    @Test
    void readsTextUpToItsFirstNulOrItsEndAndTrimsIt() {
        byte[] records =
                join(text(16, "  Contoso \0 left over"), record(14, 8, (byte) 'S', (byte) 'N', (byte) '-', (byte) '1'));

        assertThat(HardwareHashDecoder.decode(base64(around(records))).content())
                .isEqualTo(new HashContent("Contoso", null, "SN-1", null));
    }

    @Test
    void readsTextAsSingleBytes() {
        byte[] records = join(text(16, "Société Ünïcode"), SERIAL_NUMBER);

        assertThat(HardwareHashDecoder.decode(base64(around(records))).content().manufacturer())
                .isEqualTo("Société Ünïcode");
    }

    @Test
    void keepsLeadingZerosOfASerialNumber() {
        byte[] records = join(text(16, "Microsoft Corporation"), text(14, "016520771357"));

        assertThat(HardwareHashDecoder.decode(base64(around(records))).content().serialNumber())
                .isEqualTo("016520771357");
    }

    @Test
    void doesWithoutAnSmbiosUuidThatIsTooShort() {
        byte[] records = join(record(12, 19, new byte[15]), MANUFACTURER, SERIAL_NUMBER);

        assertThat(HardwareHashDecoder.decode(base64(around(records))))
                .isEqualTo(new Sound(new HashContent("Contoso", null, "SN-1", null)));
    }

    private static String fault(String text) {
        assertThat(HardwareHashDecoder.decode(text)).as("reading").isInstanceOf(Faulty.class);
        return ((Faulty) HardwareHashDecoder.decode(text)).fault();
    }

    private static byte[] flipped(int at, int bit) {
        byte[] bytes = WHOLE.clone();
        bytes[at] ^= (byte) (1 << bit);
        return bytes;
    }

    /** A sound hash whose last byte begins a group of base64, and ends in two zero bits or does not. */
    private static byte[] endingInTwoBits(boolean zero) {
        return Stream.iterate(1000, i -> i + 1)
                .map(i -> around(join(MANUFACTURER, text(14, "SN-00" + i))))
                .filter(bytes -> bytes.length % 3 == 1 && (bytes[bytes.length - 1] & 3) == 0 == zero)
                .findFirst()
                .orElseThrow();
    }
}
