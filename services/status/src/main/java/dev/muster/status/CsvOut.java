package dev.muster.status;

import org.jspecify.annotations.Nullable;

/** Cells that a spreadsheet shows and never runs. */
public final class CsvOut {

    private CsvOut() {}

    /** {@code cell} with an apostrophe in front where it begins like a formula; the importer takes it away again. */
    public static String safe(@Nullable String cell) {
        if (cell == null || cell.isEmpty()) {
            return "";
        }
        return "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
