package dev.muster.ingest.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.ingest.upload.UploadAnswer;
import dev.muster.ingest.upload.UploadStore.Known;
import dev.muster.model.event.Warning;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a manifest.
 *
 * @param state {@code receiving}, {@code interrupted} (send it again with the same key) or {@code closed}
 * @param rows the records that were read, as are the two after it; once it is closed
 * @param failures the rows that were not accepted, by file and row
 * @param next the cursor of the failures behind these; absent where there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(
        UUID id,
        String state,
        @Nullable Integer rows,
        @Nullable Integer accepted,
        @Nullable Integer malformed,
        @Nullable List<Warning> warnings,
        List<Failure> failures,
        @Nullable String next) {

    /** A row that was not accepted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Failure(
            int file,
            int row,
            String code,
            String title,
            String text,
            String detail,
            @Nullable String serialNumber) {

        static Failure of(ManifestFailure failure, Locale language) {
            return new Failure(
                    failure.row().file(),
                    failure.row().row(),
                    failure.code().code(),
                    failure.code().title(language),
                    failure.code().text(language),
                    failure.detail(),
                    failure.serialNumber());
        }
    }

    static Manifest of(Known known, List<ManifestFailure> failures, @Nullable String next, Locale language) {
        UploadAnswer answer = known.answer();
        return new Manifest(
                known.id(),
                known.state(),
                answer == null ? null : answer.rows(),
                answer == null ? null : answer.accepted(),
                answer == null ? null : answer.malformed(),
                answer == null ? null : answer.warnings(),
                failures.stream().map(failure -> Failure.of(failure, language)).toList(),
                next);
    }
}
