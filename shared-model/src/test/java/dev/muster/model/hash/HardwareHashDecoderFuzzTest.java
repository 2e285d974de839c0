package dev.muster.model.hash;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.muster.model.hash.HashReading.Faulty;
import dev.muster.model.hash.HashReading.Sound;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What holds of the decoder for any bytes at all: as the text itself, as what the text stands for, and as the records
 * between a right header and a right checksum. A normal build replays the corpus in {@code HardwareHashDecoderFuzzTestInputs};
 * with {@code JAZZER_FUZZ=1} Jazzer looks for more for a minute, and puts what it finds there.
 */
class HardwareHashDecoderFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void neverStumbles(byte[] given) {
        check(HardwareHashDecoder.decode(new String(given, StandardCharsets.ISO_8859_1)));
        readsNothingElse(given);
        readsNothingElse(Container.around(given));
    }

    /** Everything that is read of a hash stands in it, and nothing behind its end changes what is read. */
    private static void readsNothingElse(byte[] hash) {
        var reading = HardwareHashDecoder.decode(Container.base64(hash));
        check(reading);
        var content = reading.content();
        var text = new String(hash, StandardCharsets.ISO_8859_1);
        assertThat(Stream.of(content.manufacturer(), content.model(), content.serialNumber())
                        .filter(Objects::nonNull))
                .allMatch(text::contains);
        if (reading instanceof Sound) {
            int end = HashRecords.u16(hash, 2) + HardwareHashDecoder.CHECKSUM_BYTES;
            byte[] bare = Arrays.copyOf(hash, end);
            assertThat(HardwareHashDecoder.decode(Container.base64(bare))).isEqualTo(reading);
            byte[] followed = Container.join(bare, Container.text(HashRecords.SERIAL_NUMBER, "another"));
            assertThat(HardwareHashDecoder.decode(Container.base64(followed))).isEqualTo(reading);
        }
    }

    private static void check(HashReading reading) {
        switch (reading) {
            case Sound sound -> {
                assertThat(sound.content().manufacturer()).isNotBlank();
                assertThat(sound.content().serialNumber()).isNotBlank();
            }
            case Faulty faulty -> assertThat(faulty.fault()).isNotBlank();
        }
    }
}
