package dev.muster.ingest.manifest;

import dev.muster.ingest.csv.CsvRecord;
import dev.muster.ingest.csv.Header;
import dev.muster.ingest.upload.Intake;
import dev.muster.ingest.upload.Kind;
import dev.muster.ingest.upload.RowOutcome;
import dev.muster.ingest.upload.Upload;
import dev.muster.model.event.Field;
import java.util.List;
import java.util.Set;

/** A supplier's manifest: each good row is told as a declaration, the others are kept for the answer. */
final class ManifestIntake implements Intake<ManifestFailure> {

    private final ManifestRows rows;
    private final ManifestStore store;

    ManifestIntake(ManifestRows rows, ManifestStore store) {
        this.rows = rows;
        this.store = store;
    }

    @Override
    public Kind kind() {
        return Kind.MANIFEST;
    }

    @Override
    public Set<Field> fields() {
        return Header.OF_MANIFESTS;
    }

    @Override
    public RowOutcome<ManifestFailure> row(Upload upload, int file, Header header, CsvRecord record) {
        return rows.of(upload, file, header, record);
    }

    @Override
    public void keep(Upload upload, List<ManifestFailure> failures) {
        store.keep(failures);
    }
}
