package dev.muster.runtime.problem;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 9457.
 *
 * @param type {@code urn:muster:problem:<name>}, stable
 * @param errors each single thing that is wrong, where there are several; absent otherwise
 */
public record Problem(
        URI type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable List<Fault> errors) {

    /**
     * One of several things that are wrong.
     *
     * @param line the line of the file, or the place in the array from 1; null where there is none
     */
    public record Fault(String detail, @Nullable Integer line) {}
}
