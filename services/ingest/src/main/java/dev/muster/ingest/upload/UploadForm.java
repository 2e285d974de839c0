package dev.muster.ingest.upload;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The parts of a multipart upload, for the description of the API. */
@Schema(description = "One or more files, each a CSV of its own; the fields come before the files")
public record UploadForm(
        @Nullable String orderId,
        @Nullable String purchaseId,
        @Schema(required = true, format = "binary") List<String> file) {}
