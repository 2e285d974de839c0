package dev.muster.status.registration;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.muster.status.CsvOut;
import dev.muster.status.registration.FailureQueries.Position;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The failed rows as a file: their own columns, merged by meaning where files differ, then why. Corrected in place it can
 * be uploaded again as it is.
 */
final class FailuresCsv {

    private static final List<String> OWN = List.of("Error Code", "Error Detail", "Original Line");

    private final Map<Object, String> columns = new LinkedHashMap<>();

    /** With the columns of {@code examples}, at least one row of each file. */
    FailuresCsv(List<Failure> examples) {
        examples.forEach(failure ->
                failure.columns().keySet().forEach(name -> columns.putIfAbsent(FailureQueries.meaning(name), name)));
    }

    /** Writes all rows, fetching page after page. */
    void write(OutputStream out, Function<Position, List<Failure>> pages) throws IOException {
        var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        var csv = CsvWriter.builder().build(writer);
        var header = new ArrayList<String>();
        columns.values().forEach(name -> header.add(CsvOut.safe(name)));
        header.addAll(OWN);
        csv.writeRecord(header);
        Position after = Position.START;
        List<Failure> page = pages.apply(after);
        while (!page.isEmpty()) {
            page.forEach(failure -> csv.writeRecord(record(failure)));
            after = new Position(page.getLast().file(), page.getLast().row());
            page = pages.apply(after);
        }
        csv.flush();
    }

    private List<String> record(Failure failure) {
        var byMeaning = new HashMap<Object, @Nullable String>();
        failure.columns().forEach((name, value) -> byMeaning.put(FailureQueries.meaning(name), value));
        var record = new ArrayList<String>();
        columns.keySet().forEach(meaning -> record.add(CsvOut.safe(byMeaning.get(meaning))));
        record.add(failure.code().code());
        record.add(CsvOut.safe(failure.detail()));
        record.add(CsvOut.safe(failure.originalLine()));
        return record;
    }
}
