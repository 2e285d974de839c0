package dev.muster.ingest.upload;

import dev.muster.model.event.Warning;
import java.util.List;
import java.util.UUID;

/**
 * The answer to an upload that was read to its end.
 *
 * @param rows the records that were read: those accepted and those malformed
 */
public record UploadAnswer(UUID id, int rows, int accepted, int malformed, List<Warning> warnings) {}
