package dev.muster.ingest.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file record by record (RFC 4180), keeping the line and the text of each, so that a record that cannot be read
 * is one bad row and not the end of the file. Needs memory for one record only.
 */
public final class CsvFile {

    /** Bytes of the longest record that is read, where nobody has configured another. */
    public static final int LONGEST_RECORD = 64 * 1024;

    private static final char REPLACEMENT = '\uFFFD';
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private final RecordSplitter splitter;
    private Charset charset;
    private boolean certain;
    private char separator = ',';

    private CsvFile(TextInput text, int maxRecordBytes) {
        this.splitter = new RecordSplitter(text.bytes(), maxRecordBytes);
        this.charset = text.charset();
        this.certain = text.certain();
    }

    /**
     * Opens a file, whatever its encoding.
     *
     * @param maxRecordBytes the longest record that is read; a longer one is a fault of that record
     * @throws NotTextException where the first bytes are those of something else
     */
    public static CsvFile open(InputStream in, int maxRecordBytes) throws IOException {
        return new CsvFile(TextInput.open(in), maxRecordBytes);
    }

    /** From here on values are separated by {@code separator}. */
    public void separatedBy(char separator) {
        this.separator = separator;
        splitter.separatedBy((byte) separator);
    }

    /** The next record, or null at the end of the file. */
    public @Nullable CsvRecord next() throws IOException {
        var raw = splitter.next();
        if (raw == null) {
            return null;
        }
        String fault = raw.fault();
        if (!raw.plain()) {
            String text = decode(raw.bytes());
            fault = fault == null ? fault(text) : fault;
        }
        return new CsvRecord(raw.line(), raw.bytes(), raw.plain(), charset, separator, fault);
    }

    private @Nullable String fault(String text) {
        if (text.indexOf(REPLACEMENT) >= 0 || text.indexOf('\0') >= 0) {
            return "bytes that are not text in " + charset.displayName();
        }
        return CsvRecord.isWellQuoted(text, separator) ? null : "text after a closing quotation mark";
    }

    /** A file that does not name its encoding is UTF-8 until the first bytes that are not, and then windows-1252. */
    private String decode(byte[] bytes) {
        String text = new String(bytes, charset);
        if (certain || isAscii(bytes)) {
            return text;
        }
        certain = true;
        if (text.indexOf(REPLACEMENT) < 0 || Arrays.equals(text.getBytes(charset), bytes)) {
            return text;
        }
        charset = WINDOWS_1252;
        return new String(bytes, charset);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
