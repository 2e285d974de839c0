package dev.muster.ingest.manifest;

import dev.muster.ingest.upload.Kind;
import dev.muster.ingest.upload.UploadAnswer;
import dev.muster.ingest.upload.UploadCall;
import dev.muster.ingest.upload.UploadForm;
import dev.muster.ingest.upload.UploadStore;
import dev.muster.ingest.upload.Uploads;
import dev.muster.runtime.caller.Caller;
import dev.muster.runtime.caller.Callers;
import dev.muster.runtime.caller.Languages;
import dev.muster.runtime.caller.Roles;
import dev.muster.runtime.paging.Paging;
import dev.muster.runtime.problem.ProblemException;
import io.quarkus.security.ForbiddenException;
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
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Manifests of suppliers. */
@Path("/v1/manifests")
public class ManifestResource {

    private static final int DEFAULT_PAGE = 1000;

    private final Uploads uploads;
    private final UploadStore known;
    private final ManifestStore store;
    private final Callers callers;

    ManifestResource(Uploads uploads, UploadStore known, ManifestStore store, Callers callers) {
        this.uploads = uploads;
        this.known = known;
        this.store = store;
        this.callers = callers;
    }

    /** Takes a file of devices that the supplier has shipped; answers when the broker has every good row. */
    @POST
    @Consumes("text/csv")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.SUPPLIER)
    @Blocking
    @Parameter(
            name = UploadCall.IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            schema = @Schema(implementation = String.class))
    @APIResponseSchema(value = UploadAnswer.class, responseCode = "202", responseDescription = "Accepted")
    public RestResponse<UploadAnswer> declare(
            InputStream body, @RestQuery @Nullable String fileName, @Context HttpHeaders headers) {
        return accepted(new UploadCall(headers, body, null, null, fileName));
    }

    /** Takes several files as one manifest: each part named {@code file} is one. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.SUPPLIER)
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
    public RestResponse<UploadAnswer> declareFiles(InputStream body, @Context HttpHeaders headers) {
        return accepted(new UploadCall(headers, body, null, null, null));
    }

    /** What became of a manifest, with the rows that were not accepted. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.SUPPLIER)
    @Blocking
    public Manifest manifest(
            @RestPath String id,
            @RestQuery @Nullable String cursor,
            @RestQuery @Parameter(description = "1 to 1000, which is the default.") @Nullable String limit,
            @Context HttpHeaders headers) {
        int most = limit == null ? DEFAULT_PAGE : Paging.limit(limit);
        var place = Place.of(cursor);
        var found = known.find(Kind.MANIFEST, id(id), supplier(headers).tenant());
        if (found == null) {
            throw ProblemException.notFound("There is no manifest " + id + ".");
        }
        var failures = store.failures(found.id(), place, most + 1);
        boolean more = failures.size() > most;
        var shown = more ? failures.subList(0, most) : failures;
        var last = shown.isEmpty() ? null : shown.getLast().row();
        String next = more && last != null ? new Place(last.file(), last.row()).cursor() : null;
        return Manifest.of(found, shown, next, Languages.of(headers));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("There is no manifest " + text + ".");
        }
    }

    private RestResponse<UploadAnswer> accepted(UploadCall call) {
        var supplier = supplier(call.headers());
        var manufacturers = callers.manufacturers();
        if (manufacturers.isEmpty()) {
            throw new ForbiddenException("The token names no manufacturers whose devices it may declare.");
        }
        var answer = uploads.read(call, supplier, new ManifestIntake(new ManifestRows(manufacturers), store));
        return ResponseBuilder.<UploadAnswer>accepted()
                .entity(answer)
                .header(HttpHeaders.LOCATION, "/v1/manifests/" + answer.id())
                .build();
    }

    /** Its manufacturers are those of its own token, so a supplier declares for itself. */
    private Caller supplier(HttpHeaders headers) {
        var caller = callers.caller(headers);
        if (caller.partner() != null) {
            throw new ForbiddenException("A manifest is declared by the supplier itself, without Muster-Tenant.");
        }
        return caller;
    }
}
