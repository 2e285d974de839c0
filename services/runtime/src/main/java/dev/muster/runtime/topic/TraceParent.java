package dev.muster.runtime.topic;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context that goes from the upload through every stage.
 *
 * @param traceId 32 hexadecimal digits, the same all the way
 * @param spanId 16 hexadecimal digits, of the step that wrote the record
 */
public record TraceParent(String traceId, String spanId) {

    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");

    /** The next step of the trace in {@code header}, or the first one of a new trace where there is none. */
    public static TraceParent after(@Nullable String header) {
        if (header != null) {
            var matcher = FORM.matcher(header);
            if (matcher.matches()) {
                return new TraceParent(matcher.group(1), hex());
            }
        }
        return new TraceParent(hex() + hex(), hex());
    }

    private static String hex() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
    }

    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + "-01";
    }
}
