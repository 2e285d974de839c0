package dev.muster.runtime.caller;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.jaxrs.HttpHeadersImpl;
import org.jose4j.jwt.JwtClaims;

/** Tokens that have passed the checks of signature and time, requests, and a configuration with two issuers. */
final class Given {

    static final String LOCAL = "https://local.muster.dev";
    static final String FOREIGN = "https://contoso.example";

    /** The first speaks for all and is trusted for delegations; the second for two tenants, and is not. */
    static final CallerConfig TWO_ISSUERS = new Config(
            "operations",
            Map.of(
                    "local", new Issuer(LOCAL, Optional.empty(), true),
                    "contoso", new Issuer(FOREIGN, Optional.of(Set.of("contoso", "operations")), false)));

    record Config(String operatorTenant, Map<String, CallerConfig.Issuer> issuers) implements CallerConfig {}

    record Issuer(String issuer, Optional<Set<String>> tenants, boolean trustedForDelegations)
            implements CallerConfig.Issuer {

        @Override
        public Optional<String> publicKey() {
            return Optional.empty();
        }

        @Override
        public Optional<String> authServerUrl() {
            return Optional.empty();
        }
    }

    private Given() {}

    static SecurityIdentity identity(JwtClaims claims, String... roles) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new DefaultJWTCallerPrincipal(claims))
                .addRoles(Set.of(roles))
                .build();
    }

    static SecurityIdentity withoutToken(String... roles) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("somebody"))
                .addRoles(Set.of(roles))
                .build();
    }

    static JwtClaims claims(String issuer, Object tenant, String... delegations) {
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject("user-7");
        claims.setClaim("tid", tenant);
        if (delegations.length > 0) {
            claims.setStringListClaim("delegations", List.of(delegations));
        }
        return claims;
    }

    static HttpHeaders headers(Map<String, String> headers) {
        return new HttpHeadersImpl(headers.entrySet());
    }
}
