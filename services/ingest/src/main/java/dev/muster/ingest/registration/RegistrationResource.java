package dev.muster.ingest.registration;

import dev.muster.ingest.upload.UploadAnswer;
import dev.muster.ingest.upload.UploadCall;
import dev.muster.ingest.upload.UploadForm;
import dev.muster.ingest.upload.Uploads;
import dev.muster.runtime.caller.Callers;
import dev.muster.runtime.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
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

    private final Uploads uploads;
    private final Callers callers;

    RegistrationResource(Uploads uploads, Callers callers) {
        this.uploads = uploads;
        this.callers = callers;
    }

    /** Takes a file of devices; answers when the broker has every row. */
    @POST
    @Consumes("text/csv")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.REGISTRAR)
    @Blocking
    @Parameter(
            name = UploadCall.IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            schema = @Schema(implementation = String.class))
    @APIResponseSchema(value = UploadAnswer.class, responseCode = "202", responseDescription = "Accepted")
    public RestResponse<UploadAnswer> upload(
            InputStream body,
            @RestQuery @Nullable String orderId,
            @RestQuery @Nullable String purchaseId,
            @RestQuery @Nullable String fileName,
            @Context HttpHeaders headers) {
        return accepted(new UploadCall(headers, body, orderId, purchaseId, fileName));
    }

    /** Takes several files of devices as one upload: each part named {@code file} is one. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.REGISTRAR)
    @Blocking
    @Parameter(
            name = UploadCall.IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            schema = @Schema(implementation = String.class))
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = UploadForm.class)))
    @APIResponseSchema(value = UploadAnswer.class, responseCode = "202", responseDescription = "Accepted")
    public RestResponse<UploadAnswer> uploadFiles(
            InputStream body,
            @RestQuery @Nullable String orderId,
            @RestQuery @Nullable String purchaseId,
            @Context HttpHeaders headers) {
        return accepted(new UploadCall(headers, body, orderId, purchaseId, null));
    }

    private RestResponse<UploadAnswer> accepted(UploadCall call) {
        var answer = uploads.read(call, callers.caller(call.headers()), new RegistrationIntake());
        return ResponseBuilder.<UploadAnswer>accepted()
                .entity(answer)
                .header(HttpHeaders.LOCATION, "/v1/registrations/" + answer.id())
                .build();
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
}
