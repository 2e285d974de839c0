package dev.muster.runtime.caller;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Tells who makes the current request, and for whom. */
@RequestScoped
public class Callers {

    /** Names the organization that the caller acts for, where it is not its own. */
    public static final String MUSTER_TENANT = "Muster-Tenant";

    private final SecurityIdentity identity;
    private final CallerConfig config;

    Callers(SecurityIdentity identity, CallerConfig config) {
        this.identity = identity;
        this.config = config;
    }

    /** The caller; throws ForbiddenException where it may not act for the tenant that {@code Muster-Tenant} names. */
    public Caller caller(HttpHeaders headers) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw new ForbiddenException("The token names no tenant.");
        }
        String own = Claims.tenant(token, config)
                .orElseThrow(() -> new ForbiddenException("The token names no tenant that its issuer may speak for."));
        String subject = token.getSubject() == null ? token.getName() : token.getSubject();
        @Nullable String other = headers.getHeaderString(MUSTER_TENANT);
        if (other == null || other.equals(own)) {
            return new Caller(own, null, subject);
        }
        boolean trusted = Claims.issuer(token, config)
                .map(CallerConfig.Issuer::trustedForDelegations)
                .orElse(false);
        if (!trusted || !Claims.texts(token, Claims.DELEGATIONS).contains(other)) {
            throw new ForbiddenException("The token carries no delegation to act for the tenant in Muster-Tenant.");
        }
        return new Caller(other, own, subject);
    }
}
