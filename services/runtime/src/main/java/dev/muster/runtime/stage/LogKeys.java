package dev.muster.runtime.stage;

import dev.muster.model.identity.SubmissionId;
import dev.muster.model.topic.Headers;
import dev.muster.runtime.topic.TraceParent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The keys under which a log line about a record is found, whatever its sentence: {@code requestId}, {@code tenant},
 * {@code registration} (or {@code manifest}), {@code submission}, {@code traceId}. JSON logs have them in {@code mdc}.
 */
public final class LogKeys {

    private static final int LONGEST = 100;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

    private final Map<String, String> keys;

    private LogKeys(Map<String, String> keys) {
        this.keys = keys;
    }

    /** These, where their value is not null. */
    public static LogKeys of(Map<String, ? extends @Nullable Object> values) {
        var keys = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> put(keys, name, value == null ? null : value.toString()));
        return new LogKeys(keys);
    }

    /** Those of a row. */
    public static LogKeys of(String tenant, SubmissionId submission) {
        return of(Map.of("tenant", tenant, "registration", submission.registration(), "submission", submission));
    }

    /** Those of {@code record}, as far as its headers name them. */
    public static LogKeys of(ConsumerRecord<byte[], byte[]> record, UUID requestId) {
        var keys = new LinkedHashMap<String, String>();
        keys.put("requestId", requestId.toString());
        put(keys, "tenant", cut(Received.header(record, Headers.TENANT)));
        String submission = Received.header(record, Headers.SUBMISSION);
        put(keys, "submission", cut(submission));
        put(keys, "registration", registration(submission));
        TraceParent.in(Received.header(record, Headers.TRACEPARENT))
                .ifPresent(trace -> keys.put("traceId", trace.traceId()));
        return new LogKeys(keys);
    }

    Map<String, String> keys() {
        return keys;
    }

    /** Runs {@code logging} with the keys set. */
    public void during(Runnable logging) {
        keys.forEach(MDC::put);
        try {
            logging.run();
        } finally {
            keys.keySet().forEach(MDC::remove);
        }
    }

    /** Anybody may have written a header: no more of it than an id needs, and no line breaks. */
    private static @Nullable String cut(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String printable = CONTROL.matcher(header).replaceAll("");
        return printable.substring(0, Math.min(LONGEST, printable.length()));
    }

    private static @Nullable String registration(@Nullable String submission) {
        try {
            return submission == null
                    ? null
                    : SubmissionId.parse(submission).registration().toString();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void put(Map<String, String> keys, String name, @Nullable String value) {
        if (value != null) {
            keys.put(name, value);
        }
    }
}
