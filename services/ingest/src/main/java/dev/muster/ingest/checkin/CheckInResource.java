package dev.muster.ingest.checkin;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.ingest.IngestConfig;
import dev.muster.ingest.upload.Bodies;
import dev.muster.model.event.DeviceCheckedIn;
import dev.muster.model.identity.DeviceId;
import dev.muster.runtime.caller.Caller;
import dev.muster.runtime.caller.Callers;
import dev.muster.runtime.caller.Roles;
import dev.muster.runtime.problem.ProblemException;
import dev.muster.runtime.stage.Outcomes;
import dev.muster.runtime.topic.EventRecords;
import dev.muster.runtime.topic.EventWriter;
import dev.muster.runtime.topic.TraceParent;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;

/** Tells that devices were seen. */
@Path("/v1/check-ins")
public class CheckInResource {

    private static final int LARGEST_BODY = 8 * 1024 * 1024;

    private final CheckInReader reader;
    private final EventRecords records;
    private final EventWriter writer;
    private final Outcomes outcomes;
    private final Callers callers;
    private final IngestConfig config;
    private final Clock clock;

    CheckInResource(
            ObjectMapper json,
            EventRecords records,
            EventWriter writer,
            Outcomes outcomes,
            Callers callers,
            IngestConfig config,
            Clock clock) {
        this.reader = new CheckInReader(json);
        this.records = records;
        this.writer = writer;
        this.outcomes = outcomes;
        this.callers = callers;
        this.config = config;
        this.clock = clock;
    }

    /** Takes a JSON array or NDJSON, all of it or nothing. */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, "application/x-ndjson"})
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.REGISTRAR)
    @Blocking
    @APIResponseSchema(value = CheckInAnswer.class, responseCode = "202", responseDescription = "Accepted")
    public RestResponse<CheckInAnswer> checkIn(InputStream body, @Context HttpHeaders headers) throws IOException {
        var caller = callers.caller(headers);
        var decoded = Bodies.open(body, headers.getHeaderString(HttpHeaders.CONTENT_ENCODING), config);
        byte[] bytes = decoded.readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw new ProblemException(
                    "size-limit", 413, "Too large", "Send check-ins in smaller parts, of 8 MiB at most.");
        }
        var now = clock.instant();
        var trace = TraceParent.of(headers.getHeaderString("traceparent"));
        var seen = reader.read(bytes).stream()
                .map(checkIn -> event(caller, checkIn, now))
                .toList();
        writer.write(seen.stream().map(event -> records.of(event, trace)).toList());
        outcomes.told(seen);
        return RestResponse.accepted(new CheckInAnswer(seen.size()));
    }

    private static DeviceCheckedIn event(Caller caller, CheckIn checkIn, Instant now) {
        return new DeviceCheckedIn(
                caller.tenant(),
                caller.partner(),
                DeviceId.of(checkIn.manufacturer(), checkIn.serialNumber()),
                checkIn.lastSeenAt(),
                checkIn.user(),
                now);
    }

    /** How many were taken. */
    public record CheckInAnswer(int accepted) {}
}
