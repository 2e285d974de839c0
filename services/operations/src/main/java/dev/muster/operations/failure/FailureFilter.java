package dev.muster.operations.failure;

import dev.muster.model.failure.FailureCode;
import dev.muster.runtime.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which failures are wanted; what is null is not asked for.
 *
 * @param kind {@code rejected} or {@code dead-letter}
 * @param from the earliest time
 * @param to the time before which
 */
public record FailureFilter(
        @Nullable String kind,
        @Nullable String code,
        @Nullable String tenant,
        @Nullable String stage,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable UUID registration,
        @Nullable UUID requestId) {

    /** Everything. */
    public static final FailureFilter ALL = new FailureFilter(null, null, null, null, null, null, null, null);

    public FailureFilter {
        if (code != null && !isCode(code)) {
            throw ProblemException.invalidParameter("code has to be one of the failure codes.");
        }
        if (kind != null && !kind.equals(FailureRow.REJECTED) && !kind.equals(FailureRow.DEAD_LETTER)) {
            throw ProblemException.invalidParameter("kind has to be rejected or dead-letter.");
        }
    }

    /** From the texts of a query; throws ProblemException where one is not what it should be. */
    public static FailureFilter of(
            @Nullable String kind,
            @Nullable String code,
            @Nullable String tenant,
            @Nullable String stage,
            @Nullable String from,
            @Nullable String to,
            @Nullable String registration,
            @Nullable String requestId) {
        return new FailureFilter(
                kind,
                code,
                tenant,
                stage,
                time("from", from),
                time("to", to),
                id("registration", registration),
                id("requestId", requestId));
    }

    /** The same, but of dead letters only. */
    public FailureFilter deadLetters() {
        return new FailureFilter(FailureRow.DEAD_LETTER, code, tenant, stage, from, to, registration, requestId);
    }

    /** The conditions of a query on {@code failure}, with their parameters from {@code ?1} on. */
    public Conditions conditions() {
        var conditions = new Conditions();
        if (kind != null) { // one of two words, and no parameter: an index of one of them is chosen by the statement
            conditions.add("kind = '" + kind + "'");
        }
        conditions.add("code = ?", code);
        conditions.add("tenant = ?", tenant);
        conditions.add("stage = ?", stage);
        conditions.add("at >= ?", from);
        conditions.add("at < ?", to);
        conditions.add("registration_id = ?", registration);
        conditions.add("request_id = ?", requestId);
        return conditions;
    }

    /** A time in a query; throws ProblemException where it is none. */
    public static @Nullable Instant time(String name, @Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.invalidParameter(name + " has to be a time such as 2026-01-31T08:00:00Z.");
        }
    }

    private static @Nullable UUID id(String name, @Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalidParameter(name + " has to be a UUID.");
        }
    }

    private static boolean isCode(String code) {
        try {
            return !FailureCode.of(code).code().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Conditions of a query and their parameters, in order. */
    public static final class Conditions {

        private final StringBuilder sql = new StringBuilder("true");
        private final List<Object> parameters = new ArrayList<>();

        private Conditions() {}

        private void add(String condition) {
            sql.append(" and ").append(condition);
        }

        /** Adds a condition with one {@code ?}, unless {@code value} is null. */
        public void add(String condition, @Nullable Object value) {
            if (value != null) {
                parameters.add(value);
                add(condition.replace("?", "?" + parameters.size()));
            }
        }

        /** Adds a parameter; gives its name in the query. */
        public String parameter(Object value) {
            parameters.add(value);
            return "?" + parameters.size();
        }

        public String sql() {
            return sql.toString();
        }

        public List<Object> parameters() {
            return parameters;
        }
    }
}
