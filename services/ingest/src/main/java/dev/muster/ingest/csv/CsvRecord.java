package dev.muster.ingest.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a file.
 *
 * @param line the line on which it begins, from 1, as an editor counts
 * @param bytes the record as it stands in the file, without its line end; cut where it is longer than is allowed
 * @param text the same as text
 * @param cells the values, empty where {@code fault} is set
 * @param fault why it cannot be read, or null
 */
public record CsvRecord(
        int line,
        byte[] bytes,
        String text,
        List<String> cells,
        @Nullable String fault) {

    static CsvRecord faulty(int line, byte[] bytes, String text, String fault) {
        return new CsvRecord(line, bytes, text, List.of(), fault);
    }

    /** A line of nothing, or of separators only. */
    public boolean isBlank() {
        return fault == null && cells.stream().allMatch(String::isBlank);
    }
}
