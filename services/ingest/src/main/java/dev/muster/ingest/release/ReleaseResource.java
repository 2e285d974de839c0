package dev.muster.ingest.release;

import dev.muster.model.event.DeviceReleaseRequested;
import dev.muster.model.identity.Uuids;
import dev.muster.runtime.caller.Callers;
import dev.muster.runtime.caller.Roles;
import dev.muster.runtime.stage.Outcomes;
import dev.muster.runtime.topic.EventRecords;
import dev.muster.runtime.topic.EventWriter;
import dev.muster.runtime.topic.TraceParent;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Asks for a device to be given up. Whether it can be is for the ledger to say. */
@Path("/v1/devices")
public class ReleaseResource {

    private final EventRecords records;
    private final EventWriter writer;
    private final Outcomes outcomes;
    private final Callers callers;
    private final Clock clock;

    ReleaseResource(EventRecords records, EventWriter writer, Outcomes outcomes, Callers callers, Clock clock) {
        this.records = records;
        this.writer = writer;
        this.outcomes = outcomes;
        this.callers = callers;
        this.clock = clock;
    }

    /** Answers 202 for any id; the outcome is at {@code Location}. */
    @DELETE
    @Path("/{deviceId}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.REGISTRAR)
    @Blocking
    @APIResponseSchema(value = ReleaseAnswer.class, responseCode = "202", responseDescription = "Accepted")
    public RestResponse<ReleaseAnswer> release(UUID deviceId, @Context HttpHeaders headers) {
        var caller = callers.caller(headers);
        var now = clock.instant();
        var request = new DeviceReleaseRequested(
                Uuids.timeOrdered(now), caller.tenant(), caller.partner(), deviceId, caller.subject(), now);
        var trace = TraceParent.of(headers.getHeaderString("traceparent"));
        writer.write(List.of(records.of(request, trace)));
        outcomes.told(List.of(request));
        return ResponseBuilder.<ReleaseAnswer>accepted()
                .entity(new ReleaseAnswer(request.releaseId()))
                .header(HttpHeaders.LOCATION, "/v1/releases/" + request.releaseId())
                .build();
    }

    /** The id under which the outcome is found. */
    public record ReleaseAnswer(UUID id) {}
}
