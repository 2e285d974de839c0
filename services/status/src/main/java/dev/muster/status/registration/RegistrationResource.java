package dev.muster.status.registration;

import dev.muster.model.failure.FailureCode;
import dev.muster.runtime.caller.Callers;
import dev.muster.runtime.caller.Languages;
import dev.muster.runtime.caller.Roles;
import dev.muster.runtime.paging.Paging;
import dev.muster.runtime.problem.ProblemException;
import dev.muster.status.registration.FailureQueries.Position;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Questions about uploads. */
@Path("/v1/registrations")
@RolesAllowed(Roles.READER)
@Blocking
public class RegistrationResource {

    private static final int CSV_PAGE = 500;

    private final RegistrationQueries registrations;
    private final FailureQueries failures;
    private final Progress progress;
    private final Callers callers;

    RegistrationResource(
            RegistrationQueries registrations, FailureQueries failures, Progress progress, Callers callers) {
        this.registrations = registrations;
        this.failures = failures;
        this.progress = progress;
        this.callers = callers;
    }

    /** The uploads of the caller's organization, newest first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Paging.Page<Registration> list(
            @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit, @Context HttpHeaders headers) {
        int size = Paging.limit(limit);
        UUID after = Paging.place(cursor, UUID::fromString);
        var newest = registrations.newest(tenant(headers), after, size + 1, Languages.of(headers));
        return Paging.page(newest, size, registration -> registration.id().toString());
    }

    /** One upload. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public Registration get(UUID id, @Context HttpHeaders headers) {
        return existing(tenant(headers), id, headers);
    }

    /** The failed rows of an upload, in order. */
    @GET
    @Path("/{id}/failures")
    @Produces(MediaType.APPLICATION_JSON)
    public Paging.Page<Failure> failures(
            UUID id,
            @RestQuery @Nullable String code,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit,
            @Context HttpHeaders headers) {
        int size = Paging.limit(limit);
        Position after = Objects.requireNonNullElse(Paging.place(cursor, Position::parse), Position.START);
        FailureCode only = code(code);
        String tenant = tenant(headers);
        existing(tenant, id, headers);
        var page = failures.page(tenant, id, only, after, size + 1, Languages.of(headers));
        return Paging.page(page, size, failure -> new Position(failure.file(), failure.row()).toString());
    }

    /** The failed rows of an upload as a file that can be corrected and uploaded again. */
    @GET
    @Path("/{id}/failures")
    @Produces("text/csv")
    public Response failuresCsv(UUID id, @RestQuery @Nullable String code, @Context HttpHeaders headers) {
        FailureCode only = code(code);
        String tenant = tenant(headers);
        var language = Languages.of(headers);
        existing(tenant, id, headers);
        var examples = failures.firstOfFiles(tenant, id);
        var csv = new FailuresCsv(
                examples.isEmpty() ? failures.page(tenant, id, only, Position.START, 1, language) : examples);
        StreamingOutput body =
                out -> csv.write(out, after -> failures.page(tenant, id, only, after, CSV_PAGE, language));
        return Response.ok(body, "text/csv;charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"failures-" + id + ".csv\"")
                .build();
    }

    /** Events {@code progress}, each the upload as JSON, until {@code completed}. */
    @GET
    @Path("/{id}/progress")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> progress(UUID id, @Context Sse sse, @Context HttpHeaders headers) {
        return progress.of(tenant(headers), id, Languages.of(headers), sse);
    }

    private String tenant(HttpHeaders headers) {
        return callers.caller(headers).tenant();
    }

    private Registration existing(String tenant, UUID id, HttpHeaders headers) {
        return registrations.find(tenant, id, Languages.of(headers)).orElseThrow(() -> unknown(id));
    }

    static ProblemException unknown(UUID id) {
        return ProblemException.notFoundYet("Registration " + id + " is not known, or not yet.");
    }

    private static @Nullable FailureCode code(@Nullable String code) {
        try {
            return code == null ? null : FailureCode.of(code);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalidParameter("code has to be one of the failure codes.");
        }
    }
}
