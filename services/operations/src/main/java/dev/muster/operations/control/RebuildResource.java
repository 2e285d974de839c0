package dev.muster.operations.control;

import dev.muster.model.event.RebuildReported;
import dev.muster.model.event.RebuildRequested;
import dev.muster.runtime.caller.Callers;
import dev.muster.runtime.caller.Roles;
import dev.muster.runtime.problem.ProblemException;
import dev.muster.runtime.stage.Control;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Has the read model built again, and says how it stands with that. */
@Path("/v1/operations/rebuilds")
@RolesAllowed(Roles.OPERATOR)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RebuildResource {

    private final Control control;
    private final Asking asking;
    private final Callers callers;
    private final Clock clock;

    RebuildResource(Control control, Asking asking, Callers callers, Clock clock) {
        this.control = control;
        this.asking = asking;
        this.callers = callers;
        this.clock = clock;
    }

    /** What is wanted. */
    public record Wanted(RebuildRequested.@Nullable Action action) {}

    /**
     * The newest requests, newest first: the last one, and the one before as long as only that was reported about.
     */
    public record Rebuilds(List<Rebuild> items) {}

    /**
     * A request.
     *
     * @param state {@code asked} until the service status has reported about it
     * @param requestedBy absent where a newer request has taken the place of this one
     * @param detail what is being done, or why it is not
     * @param differences in what the new tables differ from those that serve, the first of them
     * @param events that were read so far; {@code left}: that are still to be read, as far as is known
     * @param endedAt absent while it goes on
     */
    public record Rebuild(
            UUID id,
            RebuildRequested.Action action,
            String state,
            @Nullable String requestedBy,
            @Nullable Instant requestedAt,
            @Nullable String detail,
            @Nullable List<String> differences,
            @Nullable Long events,
            @Nullable Long left,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant reportedAt) {

        static Rebuild asked(RebuildRequested asked) {
            return new Rebuild(
                    asked.requestId(),
                    asked.action(),
                    "asked",
                    asked.requestedBy(),
                    asked.requestedAt(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        static Rebuild reported(RebuildReported report, Optional<RebuildRequested> asked) {
            return new Rebuild(
                    report.requestId(),
                    report.action(),
                    report.state().word(),
                    asked.map(RebuildRequested::requestedBy).orElse(null),
                    asked.map(RebuildRequested::requestedAt).orElse(null),
                    report.detail(),
                    report.differences(),
                    report.events(),
                    report.left(),
                    report.startedAt(),
                    report.endedAt(),
                    report.reportedAt());
        }
    }

    /** The last request and how it stands. */
    @GET
    public Rebuilds list() {
        var asked = control.latest(RebuildRequested.KEY).map(RebuildRequested.class::cast);
        var report = control.latest(RebuildReported.KEY).map(RebuildReported.class::cast);
        var known = asked.filter(request -> report.map(RebuildReported::requestId)
                .filter(request.requestId()::equals)
                .isPresent());
        return new Rebuilds(Stream.concat(
                        asked.filter(request -> known.isEmpty()).map(Rebuild::asked).stream(),
                        report.map(told -> Rebuild.reported(told, known)).stream())
                .toList());
    }

    /** Asks for something about the tables of the read model: 202, since the service status takes it from there. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Rebuild.class)))
    public Response ask(Wanted wanted, @Context HttpHeaders headers) {
        if (wanted == null || wanted.action() == null) {
            throw ProblemException.invalidParameter("action has to be start, switch, stop, back or drop.");
        }
        var caller = callers.caller(headers);
        var event = new RebuildRequested(
                UUID.randomUUID(), caller.tenant(), wanted.action(), caller.subject(), clock.instant());
        asking.ask(event);
        return Response.accepted(Rebuild.asked(event)).build();
    }
}
