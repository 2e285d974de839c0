package dev.muster.ingest.upload;

import dev.muster.ingest.IngestConfig;
import dev.muster.runtime.caller.Callers;
import dev.muster.runtime.caller.Roles;
import dev.muster.runtime.problem.ProblemException;
import dev.muster.runtime.topic.TraceParent;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Uploads of devices. */
@Path("/v1/registrations")
public class RegistrationResource {

    private static final String TEMPLATE = """
            Manufacturer,Model,Serial Number,Hardware Hash
            SpiralOrbit,ContosoABC,000000000000,dGhpc2RldmljZWlzYW5tbWRkZXZpY2U
            """;
    private static final int LONGEST_KEY = 255;
    private static final int LONGEST_ID = 256;

    private final Uploads uploads;
    private final Callers callers;
    private final IngestConfig config;

    RegistrationResource(Uploads uploads, Callers callers, IngestConfig config) {
        this.uploads = uploads;
        this.callers = callers;
        this.config = config;
    }

    /** Takes a file of devices; answers when the broker has every row. */
    @POST
    @Consumes("text/csv")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.REGISTRAR)
    @Blocking
    public RestResponse<UploadAnswer> upload(
            InputStream body,
            @RestQuery @Nullable String orderId,
            @RestQuery @Nullable String purchaseId,
            @RestQuery @Nullable String fileName,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context HttpHeaders headers)
            throws IOException {
        var request = new Uploads.Request(
                callers.caller(headers),
                checkedKey(key),
                checkedId("orderId", orderId),
                checkedId("purchaseId", purchaseId),
                TraceParent.after(headers.getHeaderString("traceparent")));
        var bytes = Bodies.open(body, headers.getHeaderString(HttpHeaders.CONTENT_ENCODING), config);
        return accepted(uploads.read(request, Source.one(fileName, bytes)));
    }

    /** The documented file, with its sample row. */
    @GET
    @Path("/template")
    @Produces("text/csv")
    @PermitAll
    public RestResponse<String> template() {
        return ResponseBuilder.ok(TEMPLATE.replace("\n", "\r\n"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"devices.csv\"")
                .build();
    }

    private static RestResponse<UploadAnswer> accepted(UploadAnswer answer) {
        return ResponseBuilder.<UploadAnswer>accepted()
                .entity(answer)
                .location(URI.create("/v1/registrations/" + answer.id()))
                .build();
    }

    private static @Nullable String checkedKey(@Nullable String key) {
        if (key == null) {
            return null;
        }
        boolean printable = key.chars().allMatch(c -> c >= 0x20 && c != 0x7F);
        if (key.isEmpty() || key.length() > LONGEST_KEY || !printable) {
            throw ProblemException.invalidParameter("Idempotency-Key has to be 1 to 255 printable characters.");
        }
        return key;
    }

    private static @Nullable String checkedId(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.codePointCount(0, value.length()) > LONGEST_ID || value.indexOf('\0') >= 0) {
            throw ProblemException.invalidParameter(name + " has to be at most 256 characters.");
        }
        return value;
    }
}
