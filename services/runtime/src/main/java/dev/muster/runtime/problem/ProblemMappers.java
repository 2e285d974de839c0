package dev.muster.runtime.problem;

import dev.muster.runtime.stage.LogKeys;
import dev.muster.runtime.stage.Patience;
import dev.muster.runtime.topic.WriteFailedException;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Gives every failure of a request the one shape. What is the caller's doing is not logged as an error. */
@ApplicationScoped
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private static final int RETRY_AFTER_OUTAGE = 10;

    private final Patience patience;

    ProblemMappers(Patience patience) {
        this.patience = patience;
    }

    @ServerExceptionMapper
    public RestResponse<Problem> problem(ProblemException e) {
        var response = response(e.problem());
        if (e.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, Math.max(1, e.retryAfter().toSeconds()));
        }
        return response.build();
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    public RestResponse<Problem> unauthorized() {
        return response(problem("unauthorized", 401, "Not signed in", "A valid bearer token is needed."))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper
    public RestResponse<Problem> forbidden(ForbiddenException e) {
        String detail =
                e.getMessage() == null ? "The token does not carry the role that this call needs." : e.getMessage();
        return response(problem("forbidden", 403, "Not allowed", detail)).build();
    }

    @ServerExceptionMapper
    public RestResponse<Problem> unsupported(NotSupportedException e) {
        return response(problem(
                        "unsupported-media-type",
                        415,
                        "Media type not supported",
                        "This call does not read that Content-Type; the API description lists those it reads."))
                .build();
    }

    @ServerExceptionMapper
    public RestResponse<Problem> http(WebApplicationException e) {
        var status = Response.Status.fromStatusCode(e.getResponse().getStatus());
        int code = e.getResponse().getStatus();
        String title = status == null ? "Request failed" : status.getReasonPhrase();
        return response(problem(title.toLowerCase(Locale.ROOT).replace(' ', '-'), code, title, detail(code)))
                .build();
    }

    @ServerExceptionMapper
    public RestResponse<Problem> unwritten(WriteFailedException e) {
        LOG.warnf("not written cause=%s", e.getCause());
        return away(problem(
                "broker-unavailable",
                503,
                "Not available at the moment",
                "The broker does not answer. Send the request again in a moment."));
    }

    /** A token could not be checked: a wrong one is an AuthenticationFailedException. */
    @ServerExceptionMapper
    public RestResponse<Problem> unchecked(OIDCException e) {
        LOG.warnf("keys of an issuer not read cause=%s", e);
        return away(problem(
                "issuer-unavailable",
                503,
                "Not available at the moment",
                "The issuer of the token does not say with which keys it signs. Send the request again in a moment."));
    }

    @ServerExceptionMapper
    public RestResponse<Problem> unexpected(Throwable e) {
        if (patience.isOutage(e)) {
            LOG.warnf("request failed in an outage cause=%s", e);
            return away(problem(
                    "unavailable",
                    503,
                    "Not available at the moment",
                    "Something that this service needs does not answer. Send the request again in a moment."));
        }
        UUID requestId = UUID.randomUUID();
        LogKeys.of(Map.of("requestId", requestId))
                .during(() -> LOG.errorf(e, "request failed requestId=%s", requestId));
        return response(problem(
                        "unexpected-error",
                        500,
                        "Unexpected error",
                        "Something went wrong on our side. Contact support with the Request ID " + requestId + "."))
                .build();
    }

    private static RestResponse<Problem> away(Problem problem) {
        return response(problem)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_OUTAGE)
                .build();
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not take that method.";
            case 406 -> "This call cannot answer in the media type that Accept asks for.";
            case 413 -> "The request is larger than this service accepts.";
            default -> "The request could not be understood.";
        };
    }

    private static Problem problem(String name, int status, String title, String detail) {
        return new ProblemException(name, status, title, detail).problem();
    }

    private static ResponseBuilder<Problem> response(Problem problem) {
        return ResponseBuilder.<Problem>create(problem.status()).entity(problem).type("application/problem+json");
    }
}
