package dev.muster.runtime.problem;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a request is not granted, in words for the caller. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final @Nullable Duration retryAfter;

    /** A problem of that name, status and title, with what is special about this request in {@code detail}. */
    public ProblemException(String name, int status, String title, @Nullable String detail) {
        this(name, status, title, detail, null, null);
    }

    /** The same with the single errors, and with when to try again. */
    public ProblemException(
            String name,
            int status,
            String title,
            @Nullable String detail,
            @Nullable List<Problem.Fault> errors,
            @Nullable Duration retryAfter) {
        super(name + ": " + detail, null, false, false);
        this.problem = new Problem(URI.create("urn:muster:problem:" + name), title, status, detail, errors);
        this.retryAfter = retryAfter;
    }

    /** A parameter or a part of the body that is not what it should be: 400. */
    public static ProblemException invalidParameter(String detail) {
        return new ProblemException("invalid-parameter", 400, "Parameter not valid", detail);
    }

    /** Nothing there for this caller: 404. */
    public static ProblemException notFound(String detail) {
        return new ProblemException("not-found", 404, "Not found", detail);
    }

    /** Nothing there yet, but perhaps in a moment: 404 with {@code Retry-After}. */
    public static ProblemException notFoundYet(String detail) {
        return new ProblemException("not-found", 404, "Not found", detail, null, Duration.ofSeconds(1));
    }

    public Problem problem() {
        return problem;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
