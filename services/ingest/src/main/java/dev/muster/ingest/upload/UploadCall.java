package dev.muster.ingest.upload;

import dev.muster.ingest.IngestConfig;
import dev.muster.runtime.caller.Caller;
import dev.muster.runtime.topic.TraceParent;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An upload as it comes over HTTP: one file as {@code text/csv}, or several as {@code multipart/form-data}.
 *
 * @param body as the sender compressed it
 * @param orderId of the address, as are the two after it
 */
public record UploadCall(
        HttpHeaders headers,
        InputStream body,
        @Nullable String orderId,
        @Nullable String purchaseId,
        @Nullable String fileName) {

    /** The header under which a sender names an upload. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final String MULTIPART = "multipart/form-data";

    /** What the caller says beside the files; throws ProblemException where that is not valid. */
    UploadRequest request(Caller caller) {
        @Nullable String key = headers.getHeaderString(IDEMPOTENCY_KEY);
        boolean empty =
                key == null && !headers.getRequestHeader(IDEMPOTENCY_KEY).isEmpty();
        var trace = TraceParent.of(headers.getHeaderString("traceparent"));
        return new UploadRequest(caller, empty ? "" : key, orderId, purchaseId, trace);
    }

    /** The files, decompressed as they are read. */
    Source.Sequence sources(IngestConfig config) {
        var decoded = Bodies.open(body, headers.getHeaderString(HttpHeaders.CONTENT_ENCODING), config);
        @Nullable String type = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(MULTIPART)
                ? new MultipartFiles(decoded, type, config)
                : Source.one(fileName, decoded);
    }
}
