package dev.muster.ingest.csv;

import dev.muster.model.text.ByteSearch;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts bytes of an ASCII-compatible encoding into records: at line ends (CRLF, LF, CR) outside of quotation marks. A
 * quotation mark that is never closed, or not within the allowed length, spoils its own line and no other.
 */
final class RecordSplitter {

    /**
     * A record as it stands in the file.
     *
     * @param line where it begins
     * @param bytes without the line end
     * @param plain whether it is of ASCII alone, without quotation marks and without control characters but what separates values
     * @param fault why it cannot be read, or null
     */
    record Raw(
            int line, byte[] bytes, boolean plain, @Nullable String fault) {}

    private static final int KEPT_OF_TOO_LONG = 1000;

    private final InputStream in;
    private final int maxRecord;
    private final byte[] buffer;
    private int start;
    private int end;
    private boolean ended;
    private int line = 1;
    private byte separator = ',';
    private ByteSearch special = special(separator);
    private boolean quotesCount = true;

    RecordSplitter(InputStream in, int maxRecord) {
        this.in = in;
        this.maxRecord = maxRecord;
        this.buffer = new byte[maxRecord + 64 * 1024];
    }

    void separatedBy(byte separator) {
        this.separator = separator;
        this.special = special(separator);
    }

    /** What may end a value or a record, and what makes a record one that is not plain. */
    private static ByteSearch special(byte separator) {
        return ByteSearch.outsideOf(' ', '"', (char) separator);
    }

    /** The next record, or null at the end. */
    @Nullable
    Raw next() throws IOException {
        makeRoom();
        int at = start;
        int lines = 0;
        boolean quoted = false;
        boolean fieldStart = true;
        boolean plain = true;
        while (at < end || fill()) {
            int next = nextSpecial(at);
            fieldStart &= next == at;
            at = next;
            if (at - start > maxRecord) {
                return quoted ? unclosed() : tooLong(at, lines);
            }
            if (at == end) {
                continue;
            }
            byte b = buffer[at];
            if (quoted) {
                if (b == '"' && isNext(at, '"')) {
                    at++;
                } else if (b == '"' && lines > 0 && !endsField(at + 1)) {
                    return unclosed();
                } else if (b == '"') {
                    quoted = false;
                } else if (b == '\n' || (b == '\r' && !isNext(at, '\n'))) {
                    lines++;
                }
            } else if (b == '\n' || b == '\r') {
                return record(at, afterLineEnd(at), lines + 1, plain);
            } else {
                quoted = b == '"' && fieldStart && quotesCount;
                fieldStart = b == separator;
                plain &= fieldStart;
            }
            at++;
        }
        if (at == start) {
            return null;
        }
        return quoted ? unclosed() : record(at, at, lines, plain);
    }

    /** The first place from {@code at} on that is special, or at which the record is too long or no more is read yet. */
    private int nextSpecial(int at) {
        int limit = Math.min(end, start + maxRecord + 1);
        return at < limit ? special.find(buffer, at, limit) : at;
    }

    /** Whether what stands at {@code at} can follow a closing quotation mark. */
    private boolean endsField(int at) throws IOException {
        return (at >= end && !fill()) || buffer[at] == separator || buffer[at] == '\n' || buffer[at] == '\r';
    }

    private boolean isNext(int at, char expected) throws IOException {
        return (at + 1 < end || fill()) && buffer[at + 1] == expected;
    }

    private int afterLineEnd(int at) throws IOException {
        return buffer[at] == '\r' && isNext(at, '\n') ? at + 2 : at + 1;
    }

    private Raw record(int to, int next, int lines, boolean plain) {
        var record = new Raw(line, Arrays.copyOfRange(buffer, start, to), plain, null);
        start = next;
        line += lines;
        return record;
    }

    /** Takes the record's first line alone, read without regard to quotation marks. */
    private Raw unclosed() throws IOException {
        quotesCount = false;
        try {
            var first = next();
            if (first == null) {
                throw new IllegalStateException("a record has at least one line");
            }
            return first.fault() != null
                    ? first
                    : new Raw(first.line(), first.bytes(), false, "a quotation mark is opened and not closed");
        } finally {
            quotesCount = true;
        }
    }

    /** Skips to the end of the line on which the record became too long, keeping the beginning to show. */
    private Raw tooLong(int from, int lines) throws IOException {
        var raw = new Raw(line, Arrays.copyOfRange(buffer, start, keptOfTooLong()), false, "longer than " + limit());
        line += lines;
        int at = from;
        while (at < end || fill()) {
            if (at == buffer.length - 1) { // so that there is room to look behind a CR
                buffer[0] = buffer[at];
                at = 0;
                end = 1;
            }
            if (buffer[at] == '\n' || buffer[at] == '\r') {
                start = afterLineEnd(at);
                line++;
                return raw;
            }
            at++;
            if (at == end) {
                at = 0;
                end = 0;
            }
        }
        start = end;
        return raw;
    }

    /** Where the part that is kept ends: not in the middle of a character. */
    private int keptOfTooLong() {
        int to = start + Math.min(KEPT_OF_TOO_LONG, maxRecord);
        int lowest = Math.max(start, to - 3);
        int cut = to;
        while (cut > lowest && (buffer[cut] & 0xC0) == 0x80) {
            cut--;
        }
        return (buffer[cut] & 0xC0) == 0x80 ? to : cut;
    }

    private String limit() {
        return maxRecord % 1024 == 0 ? maxRecord / 1024 + " KiB" : maxRecord + " bytes";
    }

    /** Moves what is left to the front, so that a record of the longest allowed length fits behind {@code start}. */
    private void makeRoom() {
        if (buffer.length - start < maxRecord + 2) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
    }

    /** Reads on behind {@code end}; false at the end of the file. */
    private boolean fill() throws IOException {
        if (ended || end == buffer.length) {
            return false;
        }
        int read;
        do {
            read = in.read(buffer, end, buffer.length - end);
        } while (read == 0);
        ended = read < 0;
        end += Math.max(read, 0);
        return read > 0;
    }
}
