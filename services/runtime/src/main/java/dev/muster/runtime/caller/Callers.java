package dev.muster.runtime.caller;

import dev.muster.model.identity.DeviceId;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Tells who makes the current request, and for whom. */
@RequestScoped
public class Callers {

    /** Names the organization that the caller acts for, where it is not its own. */
    public static final String MUSTER_TENANT = "Muster-Tenant";

    private final SecurityIdentity identity;
    private final CallerConfig config;
    private final Grants grants;

    Callers(SecurityIdentity identity, CallerConfig config, Grants grants) {
        this.identity = identity;
        this.config = config;
        this.grants = grants;
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
        if (!isDelegated(token, other) && !grants.mayActFor(own, other)) {
            throw new ForbiddenException(
                    "The token carries no delegation to act for the tenant in Muster-Tenant, nor has that tenant granted"
                            + " one.");
        }
        return new Caller(other, own, subject);
    }

    /** The manufacturers whose devices the caller may declare, normalised; none where its issuer may not say. */
    public Set<String> manufacturers() {
        if (!(identity.getPrincipal() instanceof JsonWebToken token) || !isTrustedForDelegations(token)) {
            return Set.of();
        }
        return Claims.texts(token, Claims.MANUFACTURERS).stream()
                .filter(name -> !name.isBlank())
                .map(DeviceId::manufacturer)
                .collect(Collectors.toSet());
    }

    private boolean isDelegated(JsonWebToken token, String customer) {
        return isTrustedForDelegations(token)
                && Claims.texts(token, Claims.DELEGATIONS).contains(customer);
    }

    private boolean isTrustedForDelegations(JsonWebToken token) {
        return Claims.issuer(token, config)
                .map(CallerConfig.Issuer::trustedForDelegations)
                .orElse(false);
    }
}
