package dev.muster.runtime.topic;

import dev.muster.model.topic.Headers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The W3C trace context that goes from the upload through every stage, most often without a look into it. */
public final class TraceParent {

    private static final int LENGTH = 55;
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);
    private static final String SAMPLED = "-01";
    private static final String NOT_SAMPLED = "-00";

    /** As the header says it. */
    private final String text;

    private TraceParent(String text) {
        this.text = text;
    }

    /**
     * Of its parts.
     *
     * @param traceId 32 hexadecimal digits, the same all the way
     * @param spanId 16 hexadecimal digits, of the step that wrote the record
     * @param sampled whether the steps of the trace are recorded
     */
    public TraceParent(String traceId, String spanId, boolean sampled) {
        this("00-" + traceId + "-" + spanId + (sampled ? SAMPLED : NOT_SAMPLED));
    }

    /** A trace of its own, which nobody records. */
    public static TraceParent fresh() {
        return new TraceParent(hex() + hex(), hex(), false);
    }

    /** What {@code header} says, or a trace of its own where it says nothing. */
    public static TraceParent of(@Nullable String header) {
        return in(header).orElseGet(TraceParent::fresh);
    }

    /** What {@code header} says, if anything. */
    public static Optional<TraceParent> in(@Nullable String header) {
        if (header == null || !isWellFormed(header)) {
            return Optional.empty();
        }
        if (header.endsWith(SAMPLED) || header.endsWith(NOT_SAMPLED)) {
            return Optional.of(new TraceParent(header));
        }
        boolean sampled = (HexFormat.fromHexDigit(header.charAt(LENGTH - 1)) & 1) == 1;
        return Optional.of(new TraceParent(header.substring(3, 35), header.substring(36, 52), sampled));
    }

    /** What the headers of {@code record} say, or a trace of its own where they say nothing. */
    public static TraceParent of(ConsumerRecord<?, ?> record) {
        var header = record.headers().lastHeader(Headers.TRACEPARENT);
        return of(header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8));
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

    /** 32 hexadecimal digits, the same all the way. */
    public String traceId() {
        return text.substring(3, 35);
    }

    /** 16 hexadecimal digits, of the step that wrote the record. */
    public String spanId() {
        return text.substring(36, 52);
    }

    /** Whether the steps of the trace are recorded. */
    public boolean sampled() {
        return text.endsWith(SAMPLED);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TraceParent parent && text.equals(parent.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
