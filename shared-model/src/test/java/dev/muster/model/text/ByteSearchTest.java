package dev.muster.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteSearchTest {

    private static final ByteSearch SPECIAL = ByteSearch.outsideOf(' ', '"', ';');
    private static final ByteSearch NOT_PLAIN = ByteSearch.outsideOf(' ', '"', '\\');

    private static boolean isSpecial(byte b) {
        return b < ' ' || b == '"' || b == ';';
    }

    private static boolean isNotPlain(byte b) {
        return b < ' ' || b == '"' || b == '\\';
    }

    @Test
    void findsEachByteWhereverItStands() {
        for (int length = 0; length < 40; length++) {
            for (int at = 0; at < length; at++) {
                for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
                    byte[] bytes = new byte[length];
                    Arrays.fill(bytes, (byte) 'a');
                    byte b = (byte) value;
                    bytes[at] = b;
                    assertThat(SPECIAL.find(bytes, 0, length)).isEqualTo(isSpecial(b) ? at : length);
                    assertThat(NOT_PLAIN.find(bytes, 0, length)).isEqualTo(isNotPlain(b) ? at : length);
                }
            }
        }
    }

    @Test
    void findsTheFirstOfMany() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            int to = from + random.nextInt(bytes.length - from + 1);
            int special = from;
            while (special < to && !isSpecial(bytes[special])) {
                special++;
            }
            int notPlain = from;
            while (notPlain < to && !isNotPlain(bytes[notPlain])) {
                notPlain++;
            }
            assertThat(SPECIAL.find(bytes, from, to)).isEqualTo(special);
            assertThat(NOT_PLAIN.find(bytes, from, to)).isEqualTo(notPlain);
        }
    }
}
