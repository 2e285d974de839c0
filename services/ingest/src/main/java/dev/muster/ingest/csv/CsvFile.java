package dev.muster.ingest.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file record by record (RFC 4180), keeping the line and the text of each, so that a record that cannot be read
 * is one bad row and not the end of the file. Needs memory for one record only.
 */
public final class CsvFile {

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
        String text = decode(raw.bytes());
        String fault = raw.fault();
        if (fault == null && (text.indexOf(REPLACEMENT) >= 0 || text.indexOf('\0') >= 0)) {
            fault = "bytes that are not text in " + charset.displayName();
        }
        return fault == null
                ? parse(raw, text)
                : CsvRecord.faulty(raw.line(), raw.bytes(), text.replace('\0', REPLACEMENT), fault);
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

    private CsvRecord parse(RecordSplitter.Raw raw, String text) {
        if (text.indexOf('"') < 0) {
            return new CsvRecord(raw.line(), raw.bytes(), text, split(text), null);
        }
        try (var reader = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .ofCsvRecord(text)) {
            var record = reader.iterator().next();
            return new CsvRecord(raw.line(), raw.bytes(), text, record.getFields(), null);
        } catch (CsvParseException e) {
            return CsvRecord.faulty(raw.line(), raw.bytes(), text, "text after a closing quotation mark");
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private List<String> split(String text) {
        var cells = new ArrayList<String>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            cells.add(text.substring(from, at));
            from = at + 1;
        }
        cells.add(text.substring(from));
        return cells;
    }
}
