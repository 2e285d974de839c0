package dev.muster.operations.control;

import dev.muster.model.event.RebuildRequested;
import dev.muster.runtime.caller.Callers;
import dev.muster.runtime.caller.Roles;
import dev.muster.runtime.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Has the read model built again. */
@Path("/v1/operations/rebuilds")
@RolesAllowed(Roles.OPERATOR)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RebuildResource {

    private final Asking asking;
    private final Callers callers;
    private final Clock clock;

    RebuildResource(Asking asking, Callers callers, Clock clock) {
        this.asking = asking;
        this.callers = callers;
        this.clock = clock;
    }

    /** What is wanted. */
    public record Wanted(RebuildRequested.@Nullable Action action) {}

    /** What was asked of the service status, which takes it from there. */
    public record Rebuild(UUID id, RebuildRequested.Action action, String requestedBy, Instant requestedAt) {}

    /** Starts a rebuild, stops it, or discards the tables that do not serve: 202, since status takes it from there. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response ask(Wanted wanted, @Context HttpHeaders headers) {
        if (wanted == null || wanted.action() == null) {
            throw ProblemException.invalidParameter("action has to be start, stop or discard.");
        }
        var caller = callers.caller(headers);
        var event = new RebuildRequested(
                UUID.randomUUID(), caller.tenant(), wanted.action(), caller.subject(), clock.instant());
        asking.ask(event);
        return Response.accepted(
                        new Rebuild(event.requestId(), event.action(), event.requestedBy(), event.requestedAt()))
                .build();
    }
}
