package dev.muster.ingest.upload;

import dev.muster.ingest.csv.CsvRecord;
import dev.muster.ingest.csv.Header;
import dev.muster.model.event.Field;
import java.util.List;
import java.util.Set;

/**
 * What an upload is for. The mechanism of reading is the same for all: chunks, leases, keys, limits.
 *
 * @param <F> why a row was not accepted, where no event tells it
 */
public interface Intake<F> {

    Kind kind();

    /** The columns that mean something. */
    Set<Field> fields();

    /** What a record becomes: always the same for the same record. */
    RowOutcome<F> row(Upload upload, int file, Header header, CsvRecord record);

    /** Keeps why rows were not accepted, before the rows around them are told; may be called with the same ones again. */
    void keep(Upload upload, List<F> failures);
}
