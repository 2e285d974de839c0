package dev.muster.status.registration;

import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row that failed, as it is answered: why, what to do, and the row as it was given. */
public record Failure(
        int file,
        int row,
        FailureCode code,
        String title,
        String text,
        @Nullable String detail,
        @Nullable String importerCode,
        @Nullable UUID requestId,
        List<Finding> findings,
        UUID deviceId,
        @Nullable String serialNumber,
        Map<String, @Nullable String> columns,
        @Nullable String originalLine) {}
