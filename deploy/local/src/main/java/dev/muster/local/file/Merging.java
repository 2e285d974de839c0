package dev.muster.local.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.muster.ingest.csv.Header;
import dev.muster.local.system.UserError;
import dev.muster.model.event.Field;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts files of devices together, column by column: columns that mean the same field are one under the field's documented
 * name, other columns are one where their names are the same. Reads row by row; the size of the files does not matter.
 */
public final class Merging {
    private static final int EXAMPLES = 5;

    private final List<Path> files;
    private final List<Column> columns;

    /**
     * A column of the merged file.
     *
     * @param meaning the field, or the name of a column that is none
     * @param nth of the columns of this name in one file, from 0
     */
    private record Column(Object meaning, int nth) {
        String name() {
            return meaning instanceof Field field ? field.names().getFirst() : guarded(meaning.toString());
        }
    }

    /**
     * What came of one file.
     *
     * @param rows that are in the merged file
     * @param leftOut rows that nobody could have read
     * @param examples the first of them: line and reason
     */
    public record Part(Path file, long rows, long leftOut, List<String> examples) {}

    private Merging(List<Path> files, List<Column> columns) {
        this.files = List.copyOf(files);
        this.columns = columns;
    }

    /** Reads the headers; refuses a file that has none of a file of devices. */
    public static Merging of(List<Path> files) throws IOException {
        var fields = EnumSet.noneOf(Field.class);
        var others = new LinkedHashSet<Column>();
        for (var file : files) {
            try (var devices = DeviceFile.open(file)) {
                fields.addAll(devices.header().fields().keySet());
                others.addAll(columns(devices.header()).keySet());
            }
        }
        others.removeIf(column -> column.meaning() instanceof Field);
        var columns = new ArrayList<Column>();
        fields.forEach(field -> columns.add(new Column(field, 0)));
        columns.addAll(others);
        return new Merging(files, columns);
    }

    /** The names of the merged columns: the known ones in their usual order, then the others as they were met. */
    public List<String> header() {
        return columns.stream().map(Column::name).toList();
    }

    /** Writes the merged file, in UTF-8, and tells what came from where. */
    public List<Part> into(Path out) throws IOException {
        for (var file : files) {
            if (Files.exists(out) && Files.isSameFile(out, file)) {
                throw new UserError(out + " is one of the files to merge: give another name after -o");
            }
        }
        var parts = new ArrayList<Part>();
        OutFile.write(out, stream -> write(stream, parts));
        return parts;
    }

    private void write(OutputStream out, List<Part> parts) throws IOException {
        try (var csv = CsvWriter.builder().build(new OutputStreamWriter(out, UTF_8))) {
            csv.writeRecord(header());
            for (var file : files) {
                parts.add(append(file, csv));
            }
        }
    }

    private Part append(Path file, CsvWriter csv) throws IOException {
        long rows = 0;
        long leftOut = 0;
        var examples = new ArrayList<String>();
        try (var devices = DeviceFile.open(file)) {
            var places = columns(devices.header());
            for (var row = devices.next(); row != null; row = devices.next()) {
                if (row.fault() == null) {
                    csv.writeRecord(cells(row, places));
                    rows++;
                } else if (leftOut++ < EXAMPLES) {
                    examples.add("line " + row.line() + ": " + row.fault());
                }
            }
        }
        return new Part(file, rows, leftOut, examples);
    }

    private List<String> cells(Row row, Map<Column, Integer> places) {
        var cells = new ArrayList<String>(columns.size());
        for (var column : columns) {
            int at = places.getOrDefault(column, Integer.MAX_VALUE);
            cells.add(at < row.cells().size() ? guarded(row.cells().get(at)) : "");
        }
        return cells;
    }

    /** Where the columns of a file stand; not those that Muster itself adds to a file of failed rows. */
    private static Map<Column, Integer> columns(Header header) {
        Set<String> kept = header.columns(Collections.emptyList()).keySet();
        var places = new LinkedHashMap<Column, Integer>();
        var seen = new HashMap<Object, Integer>();
        for (int i = 0; i < header.names().size(); i++) {
            String name = header.names().get(i);
            if (kept.contains(name)) {
                Field field = Field.of(name);
                Object meaning = field == null ? name : field;
                places.put(new Column(meaning, seen.merge(meaning, 1, Integer::sum) - 1), i);
            }
        }
        return places;
    }

    /** A cell that a spreadsheet would run gets an apostrophe in front, which the importer takes away again. */
    private static String guarded(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
