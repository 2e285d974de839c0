package dev.muster.trials.floor;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * A row on its way: on the wire its fields, parted by tabs.
 *
 * @param run which upload it belongs to
 * @param line where it stands in the file
 * @param hash the hardware hash, or null where it has been checked and left behind
 */
record Line(
        String run,
        String line,
        String manufacturer,
        String model,
        String serialNumber,
        @Nullable String hash) {
    private static final char TAB = '\t';
    private static final int FIELDS_BEFORE_HASH = 5;

    /** What a device is known by. */
    String device() {
        return manufacturer + "/" + serialNumber;
    }

    byte[] key() {
        return device().getBytes(UTF_8);
    }

    byte[] value() {
        var text = run + TAB + line + TAB + manufacturer + TAB + model + TAB + serialNumber;
        return (hash == null ? text : text + TAB + hash).getBytes(UTF_8);
    }

    Line withoutHash() {
        return new Line(run, line, manufacturer, model, serialNumber, null);
    }

    /** Reads what {@link #value} wrote. */
    static Line of(byte[] value) {
        var text = new String(value, UTF_8);
        var fields = new String[FIELDS_BEFORE_HASH];
        int from = 0;
        for (int i = 0; i < FIELDS_BEFORE_HASH; i++) {
            int to = text.indexOf(TAB, from);
            int end = to < 0 ? text.length() : to;
            fields[i] = text.substring(from, end);
            from = end + 1;
        }
        var hash = from < text.length() ? text.substring(from) : null;
        return new Line(fields[0], fields[1], fields[2], fields[3], fields[4], hash);
    }

    /** Reads a row of a file that has no quotation marks in it: manufacturer, model, serial number, hash. */
    static Line ofCsv(String run, int line, String row) {
        int first = row.indexOf(',');
        int second = row.indexOf(',', first + 1);
        int third = row.indexOf(',', second + 1);
        if (third < 0 || row.indexOf('"') >= 0) {
            throw new IllegalArgumentException("not a row that the floor reads, line " + line);
        }
        return new Line(
                run,
                Integer.toString(line),
                row.substring(0, first),
                row.substring(first + 1, second),
                row.substring(second + 1, third),
                row.substring(third + 1));
    }
}
