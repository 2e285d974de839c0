package dev.muster.ingest.upload;

import dev.muster.runtime.caller.Caller;
import dev.muster.runtime.problem.ProblemException;
import dev.muster.runtime.topic.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says of an upload, beside its files. One that exists is valid; otherwise ProblemException says why.
 *
 * @param orderId for each row that has none of its own
 */
record UploadRequest(
        Caller caller,
        @Nullable String idempotencyKey,
        @Nullable String orderId,
        @Nullable String purchaseId,
        TraceParent trace) {

    private static final int LONGEST_KEY = 255;
    private static final int LONGEST_ID = 256;

    UploadRequest {
        checkKey(idempotencyKey);
        orderId = checkedId("orderId", orderId);
        purchaseId = checkedId("purchaseId", purchaseId);
    }

    /** With what the body says beside its files; what the address says stands over it. */
    UploadRequest with(Source.Sequence sources) {
        return new UploadRequest(
                caller,
                idempotencyKey,
                orderId != null ? orderId : sources.field("orderId"),
                purchaseId != null ? purchaseId : sources.field("purchaseId"),
                trace);
    }

    private static void checkKey(@Nullable String key) {
        if (key == null) {
            return;
        }
        boolean printable = key.chars().noneMatch(Character::isISOControl);
        if (key.isEmpty() || key.length() > LONGEST_KEY || !printable) {
            throw ProblemException.invalidParameter("Idempotency-Key has to be 1 to 255 printable characters.");
        }
    }

    private static @Nullable String checkedId(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.codePointCount(0, value.length()) > LONGEST_ID || value.indexOf('\0') >= 0) {
            throw ProblemException.invalidParameter(name + " has to be at most 256 characters, and no NUL.");
        }
        return value;
    }
}
