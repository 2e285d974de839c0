package dev.muster.operations.failure;

import dev.muster.operations.NewestFirst;
import dev.muster.runtime.caller.Roles;
import dev.muster.runtime.paging.Paging;
import dev.muster.runtime.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Questions about what failed. */
@Path("/v1/operations")
@RolesAllowed(Roles.OPERATOR)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class FailureResource {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final int MOST_BUCKETS = 2000;

    private final Failures failures;
    private final Clock clock;

    FailureResource(Failures failures, Clock clock) {
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * A failure as the list shows it.
     *
     * @param kind {@code rejected} or {@code dead-letter}
     * @param deadLetter the id under which the record can be looked at; of a dead letter only
     */
    public record Shown(
            String kind,
            Instant at,
            String code,
            String stage,
            @Nullable String tenant,
            @Nullable UUID registrationId,
            @Nullable String submission,
            @Nullable String deviceId,
            @Nullable UUID requestId,
            String topic,
            int partition,
            long offset,
            @Nullable String deadLetter,
            @Nullable String exception) {

        static Shown of(Failures.Listed listed) {
            var row = listed.row();
            return new Shown(
                    row.kind(),
                    row.at(),
                    row.code(),
                    row.stage(),
                    row.tenant(),
                    row.registration(),
                    row.submission(),
                    row.deviceId(),
                    row.requestId(),
                    row.place().topic(),
                    row.place().partition(),
                    row.place().offset(),
                    row.letter() == null ? null : row.letter().id(),
                    row.letter() == null ? null : row.letter().exception());
        }
    }

    /** Counts over time. */
    public record Counts(Instant from, Instant to, Duration bucket, List<Failures.Count> items) {}

    /** What failed, newest first. */
    @GET
    @Path("/failures")
    public Paging.Page<Shown> failures(
            @RestQuery @Nullable String kind,
            @RestQuery @Nullable String code,
            @RestQuery @Nullable String tenant,
            @RestQuery @Nullable String stage,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String registration,
            @RestQuery @Nullable String requestId,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit) {
        int size = Paging.limit(limit);
        var filter = FailureFilter.of(kind, code, tenant, stage, from, to, registration, requestId);
        var rows = failures.newest(filter, NewestFirst.after(cursor), size + 1);
        return Paging.page(rows, size, row -> row.listedAt().toString()).map(Shown::of);
    }

    /** How much failed, by code, in stretches of time: of a minute at least, of an hour by default, over the last day by default. */
    @GET
    @Path("/failures/counts")
    public Counts counts(
            @RestQuery @Nullable String code,
            @RestQuery @Nullable String tenant,
            @RestQuery @Nullable String stage,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String bucket) {
        Instant end = Objects.requireNonNullElseGet(FailureFilter.time("to", to), clock::instant);
        Instant begin = Objects.requireNonNullElseGet(FailureFilter.time("from", from), () -> end.minus(DAY));
        Duration each = bucket(bucket);
        if (Duration.between(begin, end).dividedBy(each) > MOST_BUCKETS) {
            throw ProblemException.invalidParameter(
                    "bucket is too short for that time: more than " + MOST_BUCKETS + ".");
        }
        var filter = new FailureFilter(null, code, tenant, stage, begin, end, null, null);
        return new Counts(begin, end, each, failures.counts(filter, each));
    }

    /** Suppliers' declarations that contradict who owns a device, newest first. */
    @GET
    @Path("/conflicts")
    public Paging.Page<Failures.Conflict> conflicts(
            @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        int size = Paging.limit(limit);
        var rows = failures.conflicts(NewestFirst.after(cursor), size + 1);
        return Paging.page(rows, size, row -> new NewestFirst(row.at().toEpochMilli(), row.id()).toString());
    }

    private static Duration bucket(@Nullable String text) {
        try {
            Duration bucket = text == null ? Duration.ofHours(1) : Duration.parse(text);
            if (bucket.compareTo(SHORTEST) >= 0) {
                return bucket;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw ProblemException.invalidParameter("bucket has to be a time such as PT1H, of a minute at least.");
    }
}
