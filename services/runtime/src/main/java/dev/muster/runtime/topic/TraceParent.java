package dev.muster.runtime.topic;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context that goes from the upload through every stage.
 *
 * @param traceId 32 hexadecimal digits, the same all the way
 * @param spanId 16 hexadecimal digits, of the step that wrote the record
 */
public record TraceParent(String traceId, String spanId) {

    private static final int LENGTH = 55;
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    /** The next step of the trace in {@code header}, or the first one of a new trace where there is none. */
    public static TraceParent after(@Nullable String header) {
        return header != null && isWellFormed(header)
                ? new TraceParent(header.substring(3, 35), hex())
                : new TraceParent(hex() + hex(), hex());
    }

    /** Version 00: {@code 00-<32 digits>-<16 digits>-<2 digits>}, hexadecimal in lower case, neither id all zero. */
    private static boolean isWellFormed(String header) {
        if (header.length() != LENGTH || !header.startsWith("00-")) {
            return false;
        }
        for (int i = 3; i < LENGTH; i++) {
            char c = header.charAt(i);
            boolean dash = i == 35 || i == 52;
            if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return !header.startsWith(NO_TRACE, 3) && !header.startsWith(NO_SPAN, 36);
    }

    private static String hex() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
    }

    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + "-01";
    }
}
