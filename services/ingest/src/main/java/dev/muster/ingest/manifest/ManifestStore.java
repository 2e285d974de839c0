package dev.muster.ingest.manifest;

import dev.muster.model.identity.SubmissionId;
import dev.muster.storage.Database;
import dev.muster.storage.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of the rows of manifests that were not accepted. */
@ApplicationScoped
class ManifestStore {

    private static final String INSERT = """
            insert into manifest_failure (manifest_id, file, row, code, detail, serial_number)
            select r.manifest_id, r.file, r.row, r.code, r.detail, r.serial_number
            from unnest(cast(?1 as uuid[]), cast(?2 as int[]), cast(?3 as int[]), cast(?4 as text[]), cast(?5 as text[]),
              cast(?6 as text[])) as r (manifest_id, file, row, code, detail, serial_number)
            on conflict do nothing""";
    private static final String SELECT = """
            select file, row, code, detail, serial_number from manifest_failure
            where manifest_id = ?1 and (file, row) > (?2, ?3) order by file, row limit ?4""";

    private final Database database;

    ManifestStore(Database database) {
        this.database = database;
    }

    /** Keeps failures; those that are kept already stay as they are. */
    void keep(List<ManifestFailure> failures) {
        if (!failures.isEmpty()) {
            database.inTransaction(session -> Rows.of(failures)
                    .uuid(failure -> failure.row().registration())
                    .int4(failure -> failure.row().file())
                    .int4(failure -> failure.row().row())
                    .text(failure -> failure.code().code())
                    .text(ManifestFailure::detail)
                    .text(ManifestFailure::serialNumber)
                    .update(session, INSERT));
        }
    }

    /** The failures of a manifest by file and row, at most {@code limit} of those behind {@code after}. */
    List<ManifestFailure> failures(UUID manifest, Place after, int limit) {
        return database
                .inTransaction(session -> session.createNativeQuery(SELECT, Object[].class)
                        .setParameter(1, manifest)
                        .setParameter(2, after.file())
                        .setParameter(3, after.row())
                        .setParameter(4, limit)
                        .getResultList())
                .stream()
                .map(row -> failure(manifest, row))
                .toList();
    }

    private static ManifestFailure failure(UUID manifest, @Nullable Object[] row) {
        var id = new SubmissionId(manifest, (Integer) row[0], (Integer) row[1]);
        return new ManifestFailure(id, ManifestFailureCode.of((String) row[2]), (String) row[3], (String) row[4]);
    }
}
