package dev.muster.ingest.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.muster.model.event.Field;
import dev.muster.model.event.Warning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a file: which name stands where, and what it means.
 *
 * @param names of the columns, trimmed, in the file's order
 * @param fields where each field stands; only fields that the file has
 * @param warnings what was put up with
 */
public record Header(char separator, List<String> names, Map<Field, Integer> fields, List<Warning> warnings) {

    private static final char[] SEPARATORS = {',', ';', '\t'};

    /** Characters of a name that a warning shows. */
    private static final int SHOWN_OF_NAME = 100;

    /** Characters of a header that is none that are shown. */
    private static final int SHOWN = 200;

    /** Columns that this system adds to the file of failed rows, and ignores when that file comes back. */
    private static final Set<String> OWN = Set.of("Error Code", "Error Detail", "Original Line");

    /** What a file of devices to register can say. */
    public static final Set<Field> OF_REGISTRATIONS =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Field.SOLD_TO)));

    /** What a supplier's manifest can say. */
    public static final Set<Field> OF_MANIFESTS = Collections.unmodifiableSet(EnumSet.allOf(Field.class));

    /**
     * Reads the first line of a file; null where it is no header of a file of devices.
     *
     * @param known the fields that count; a column of any other is a stranger's
     */
    public static @Nullable Header read(String line, Set<Field> known) {
        for (char separator : SEPARATORS) {
            var names = names(line, separator);
            var fields = fields(names, known);
            if (fields != null && names(fields)) {
                return new Header(separator, names, fields, warnings(names, known));
            }
        }
        return null;
    }

    /** What a header must have, in words. */
    public static String expected() {
        return "Expected a header with Serial Number and Hardware Hash, such as "
                + "'Manufacturer,Model,Serial Number,Hardware Hash' or "
                + "'Device Serial Number,Windows Product ID,Hardware Hash', or, without a hash, "
                + "'Manufacturer,Model,Serial Number'.";
    }

    /** Whether these name a device: a serial number with a hash, or with manufacturer and model. */
    private static boolean names(Map<Field, Integer> fields) {
        return fields.containsKey(Field.SERIAL_NUMBER)
                && (fields.containsKey(Field.HARDWARE_HASH)
                        || (fields.containsKey(Field.MANUFACTURER) && fields.containsKey(Field.MODEL)));
    }

    private static List<String> names(String line, char separator) {
        var names = new ArrayList<String>();
        for (String cell : cells(line, separator)) {
            names.add(cell.strip());
        }
        while (!names.isEmpty() && names.getLast().isEmpty()) {
            names.removeLast();
        }
        return names;
    }

    /** The names may be quoted, with blanks around the quotation marks; where they are not well quoted, they stay as they are. */
    private static List<String> cells(String line, char separator) {
        try {
            return CsvReader.builder()
                    .fieldSeparator(separator)
                    .skipEmptyLines(false)
                    .trimWhitespacesAroundQuotes(true)
                    .ofSingleCsvRecord(line)
                    .getFields();
        } catch (CsvParseException e) {
            return List.of(line.split(String.valueOf(separator), -1));
        }
    }

    /** Null where two columns hold the same field. */
    private static @Nullable Map<Field, Integer> fields(List<String> names, Set<Field> known) {
        var fields = new EnumMap<Field, Integer>(Field.class);
        for (int i = 0; i < names.size(); i++) {
            Field field = known(names.get(i), known);
            if (field != null && fields.put(field, i) != null) {
                return null;
            }
        }
        return fields;
    }

    private static @Nullable Field known(String name, Set<Field> known) {
        Field field = Field.of(name);
        return field != null && known.contains(field) ? field : null;
    }

    private static List<Warning> warnings(List<String> names, Set<Field> known) {
        var warnings = new ArrayList<Warning>();
        for (String name : new LinkedHashSet<>(names)) {
            Field field = known(name, known);
            if (field == null && !OWN.contains(name) && !name.isEmpty()) {
                warnings.add(new Warning("extra-column", "Column '" + cut(name, SHOWN_OF_NAME) + "' ignored"));
            } else if (field != null && !field.names().contains(name)) {
                warnings.add(new Warning(
                        "column-name",
                        "Column '" + name + "' read as '" + field.names().getFirst() + "'"));
            }
        }
        return warnings;
    }

    /** What a line that is no header is answered with, in words. */
    public static String unlike(int line, String found) {
        return "Line " + line + " has '" + shown(found) + "'. " + expected()
                + " If this is an export of a Configuration Manager report, run the query in the documentation and"
                + " export its result instead: a report puts lines and columns of its own around the devices.";
    }

    /** As much of a line as people need to know it again. */
    public static String shown(String line) {
        return cut(line, SHOWN);
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) > most
                ? text.substring(0, text.offsetByCodePoints(0, most)) + "…"
                : text;
    }

    /** What {@code cells} have for a field, trimmed; null where the file has no such column, or nothing in it. */
    public @Nullable String value(List<String> cells, Field field) {
        Integer at = fields.get(field);
        if (at == null || at >= cells.size()) {
            return null;
        }
        String value = unguarded(cells.get(at)).strip();
        return value.isEmpty() ? null : value;
    }

    /** The row as given, without the hardware hash; this system's own columns are not part of it. */
    public Map<String, @Nullable String> columns(List<String> cells) {
        var columns = new LinkedHashMap<String, @Nullable String>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!OWN.contains(name) && !name.isEmpty()) {
                boolean hidden = i >= cells.size() || Field.of(name) == Field.HARDWARE_HASH;
                columns.put(name, hidden ? null : unguarded(cells.get(i)));
            }
        }
        return columns;
    }

    /** Whether {@code record} has nothing but what this system itself added. */
    public boolean isBlank(CsvRecord record) {
        if (record.isBlank()) {
            return true;
        }
        return record.fault() == null && !Collections.disjoint(names, OWN) && isBlank(record.cells());
    }

    private boolean isBlank(List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            boolean own = i < names.size() && OWN.contains(names.get(i));
            if (!own && !cells.get(i).isBlank()) {
                return false;
            }
        }
        return true;
    }

    /** Why {@code cells} do not fit this header, or null where they do. */
    public @Nullable String misfit(List<String> cells) {
        int used = cells.size();
        while (used > names.size() && cells.get(used - 1).isBlank()) {
            used--;
        }
        if (used < names.size()) {
            return used + (used == 1 ? " value" : " values") + " where the header has " + names.size() + " columns";
        }
        if (used == names.size()) {
            return null;
        }
        String detail = used + " values where the header has " + names.size() + " columns";
        String split = UnquotedComma.find(cells, separator);
        return split == null ? detail : detail + ": '" + split + "' has to stand in quotation marks";
    }

    /** A cell that a spreadsheet might have run is written with an apostrophe in front; it is taken away here. */
    private static String unguarded(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && "=+-@\t\r".indexOf(cell.charAt(1)) >= 0
                ? cell.substring(1)
                : cell;
    }
}
