package dev.muster.ingest.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** The UTF-8 bytes of what a reader gives. */
final class Utf8Input extends InputStream {

    private final Reader reader;
    private final char[] chars = new char[8192];
    private byte[] bytes = new byte[0];
    private int at;
    private int carried;

    Utf8Input(Reader reader) {
        this.reader = reader;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (at == bytes.length && !fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, into, offset, count);
        at += count;
        return count;
    }

    /** Encodes the next characters, never half of a pair. */
    private boolean fill() throws IOException {
        int read = reader.read(chars, carried, chars.length - carried);
        int count = carried + Math.max(read, 0);
        if (count == 0) {
            return false;
        }
        boolean half = read > 0 && Character.isHighSurrogate(chars[count - 1]);
        int whole = half ? count - 1 : count;
        bytes = new String(chars, 0, whole).getBytes(StandardCharsets.UTF_8);
        at = 0;
        chars[0] = chars[count - 1];
        carried = half ? 1 : 0;
        return whole > 0 || fill();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
