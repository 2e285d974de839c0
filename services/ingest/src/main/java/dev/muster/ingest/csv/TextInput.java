package dev.muster.ingest.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a text file in an encoding in which line ends, separators and quotation marks are single bytes.
 *
 * @param charset what the bytes are in
 * @param certain whether the file says so itself; otherwise it may be windows-1252 all the same
 */
record TextInput(InputStream bytes, Charset charset, boolean certain) {

    private static final int SNIFFED = 1024;

    /** Looks at the first bytes; throws NotTextException where they belong to something else. */
    static TextInput open(InputStream in) throws IOException {
        byte[] head = in.readNBytes(SNIFFED);
        if (begins(head, 0xEF, 0xBB, 0xBF)) {
            return new TextInput(rest(head, 3, in), StandardCharsets.UTF_8, true);
        }
        if (begins(head, 0xFF, 0xFE)) {
            return transcoded(head, in, StandardCharsets.UTF_16LE);
        }
        if (begins(head, 0xFE, 0xFF)) {
            return transcoded(head, in, StandardCharsets.UTF_16BE);
        }
        NotTextException.check(head);
        return new TextInput(rest(head, 0, in), StandardCharsets.UTF_8, false);
    }

    private static TextInput transcoded(byte[] head, InputStream in, Charset charset) {
        var reader = new InputStreamReader(rest(head, 2, in), charset);
        return new TextInput(new Utf8Input(reader), StandardCharsets.UTF_8, true);
    }

    private static InputStream rest(byte[] head, int from, InputStream in) {
        return new SequenceInputStream(new ByteArrayInputStream(head, from, head.length - from), in);
    }

    static boolean begins(byte[] head, int... magic) {
        return head.length >= magic.length && Arrays.equals(Arrays.copyOf(head, magic.length), bytes(magic));
    }

    private static byte[] bytes(int[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
