package dev.muster.ingest.upload;

import dev.muster.ingest.IngestConfig;
import dev.muster.runtime.caller.Callers;
import dev.muster.runtime.caller.Roles;
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
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Uploads of devices. */
@Path("/v1/registrations")
public class RegistrationResource {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final String TEMPLATE = """
            Manufacturer,Model,Serial Number,Hardware Hash
            SpiralOrbit,ContosoABC,000000000000,dGhpc2RldmljZWlzYW5tbWRkZXZpY2U
            """;

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
            @HeaderParam(IDEMPOTENCY_KEY) @Nullable String key,
            @Context HttpHeaders headers) {
        var request = request(key, orderId, purchaseId, headers);
        return accepted(uploads.read(request, Source.one(fileName, decoded(body, headers))));
    }

    /** Takes several files of devices as one upload: each part named {@code file} is one. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.REGISTRAR)
    @Blocking
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = UploadForm.class)))
    public RestResponse<UploadAnswer> uploadFiles(
            InputStream body,
            @RestQuery @Nullable String orderId,
            @RestQuery @Nullable String purchaseId,
            @HeaderParam(IDEMPOTENCY_KEY) @Nullable String key,
            @Context HttpHeaders headers) {
        var request = request(key, orderId, purchaseId, headers);
        var files =
                new MultipartFiles(decoded(body, headers), headers.getHeaderString(HttpHeaders.CONTENT_TYPE), config);
        return accepted(uploads.read(request, files));
    }

    private UploadRequest request(
            @Nullable String key, @Nullable String orderId, @Nullable String purchaseId, HttpHeaders headers) {
        var trace = TraceParent.after(headers.getHeaderString("traceparent"));
        boolean empty =
                key == null && !headers.getRequestHeader(IDEMPOTENCY_KEY).isEmpty();
        return new UploadRequest(callers.caller(headers), empty ? "" : key, orderId, purchaseId, trace);
    }

    private InputStream decoded(InputStream body, HttpHeaders headers) {
        return Bodies.open(body, headers.getHeaderString(HttpHeaders.CONTENT_ENCODING), config);
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
                .header(HttpHeaders.LOCATION, "/v1/registrations/" + answer.id())
                .build();
    }
}
