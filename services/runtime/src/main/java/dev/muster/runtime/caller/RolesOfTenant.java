package dev.muster.runtime.caller;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Leaves a token only the roles that it can hold: none where its issuer may not speak for its tenant, and
 * {@code operator} only in the operator tenant.
 */
@ApplicationScoped
public class RolesOfTenant implements SecurityIdentityAugmentor {

    private final CallerConfig config;

    RolesOfTenant(CallerConfig config) {
        this.config = config;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Uni.createFrom().item(identity);
        }
        Set<String> roles = Claims.tenant(token, config)
                .map(tenant -> rolesIn(tenant, identity.getRoles()))
                .orElse(Set.of());
        var builder = QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addRoles(roles)
                .addCredentials(identity.getCredentials())
                .addAttributes(identity.getAttributes());
        return Uni.createFrom().item(builder.build());
    }

    private Set<String> rolesIn(String tenant, Set<String> granted) {
        var roles = new HashSet<>(granted);
        if (!tenant.equals(config.operatorTenant())) {
            roles.remove(Roles.OPERATOR);
        }
        return roles;
    }
}
