package dev.muster.ingest.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.muster.model.text.ByteSearch;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a file. It keeps its bytes and nothing else of that size: many of them are held at once, and text and
 * values are made when they are asked for.
 *
 * @param line the line on which it begins, from 1, as an editor counts
 * @param bytes the record as it stands in the file, without its line end; cut where it is longer than is allowed
 * @param plain whether it is of ASCII alone, without quotation marks and without control characters but what separates values
 * @param charset what the bytes are in
 * @param separator what stands between two values
 * @param fault why it cannot be read, or null
 */
public record CsvRecord(
        int line,
        byte[] bytes,
        boolean plain,
        Charset charset,
        char separator,
        @Nullable String fault) {

    private static final char REPLACEMENT = '\uFFFD';

    /** The record as text; never with a NUL. */
    public String text() {
        var text = new String(bytes, charset);
        return text.indexOf('\0') < 0 ? text : text.replace('\0', REPLACEMENT);
    }

    /** The values, made anew by each call; empty where there is a {@link #fault}. */
    public List<String> cells() {
        if (fault != null) {
            return List.of();
        }
        return plain ? split(bytes, separator) : cells(text(), separator);
    }

    /** A line of nothing, or of separators only. */
    public boolean isBlank() {
        if (fault != null) {
            return false;
        }
        for (byte b : bytes) {
            boolean asciiBlank = b > 0 && Character.isWhitespace(b);
            if (b != separator && !asciiBlank) {
                boolean plain = b > 0 && b != '"';
                return !plain && cells().stream().allMatch(String::isBlank);
            }
        }
        return true;
    }

    /** Cuts a record as RFC 4180 says; throws CsvParseException where its quotation marks make no sense. */
    static List<String> cells(String text, char separator) {
        if (text.indexOf('"') < 0) {
            return split(text, separator);
        }
        try (var reader = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .ofCsvRecord(text)) {
            return reader.iterator().next().getFields();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    /** The values of a plain record, of which no more text is made than they are. */
    private static List<String> split(byte[] plain, char separator) {
        var separators = ByteSearch.outsideOf(' ', separator, separator);
        var cells = new ArrayList<String>();
        int from = 0;
        for (int at = separators.find(plain, 0, plain.length);
                at < plain.length;
                at = separators.find(plain, from, plain.length)) {
            cells.add(new String(plain, from, at - from, ISO_8859_1));
            from = at + 1;
        }
        cells.add(new String(plain, from, plain.length - from, ISO_8859_1));
        return cells;
    }

    private static List<String> split(String text, char separator) {
        var cells = new ArrayList<String>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            cells.add(text.substring(from, at));
            from = at + 1;
        }
        cells.add(text.substring(from));
        return cells;
    }

    /** Whether the quotation marks of {@code text} make sense. */
    static boolean isWellQuoted(String text, char separator) {
        try {
            return text.indexOf('"') < 0 || !cells(text, separator).isEmpty();
        } catch (CsvParseException e) {
            return false;
        }
    }
}
