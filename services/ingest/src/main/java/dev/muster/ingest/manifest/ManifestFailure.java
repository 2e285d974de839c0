package dev.muster.ingest.manifest;

import dev.muster.model.identity.SubmissionId;
import org.jspecify.annotations.Nullable;

/**
 * Why a row of a manifest was not accepted.
 *
 * @param row which one, {@code <manifestId>/<file>/<row>}
 * @param detail what is wrong with this row
 * @param serialNumber as far as the row could be read
 */
record ManifestFailure(
        SubmissionId row,
        ManifestFailureCode code,
        String detail,
        @Nullable String serialNumber) {}
