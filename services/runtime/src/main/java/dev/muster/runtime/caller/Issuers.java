package dev.muster.runtime.caller;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Has each token checked with the keys of the issuer that it names. An issuer without keys of its own is checked as
 * {@code quarkus.oidc.*} says, and so is what names none; but for the
 * issuer, {@code quarkus.oidc.token.*} holds for all.
 */
@ApplicationScoped
public class Issuers implements TenantConfigResolver {

    private static final String BEARER = "Bearer ";

    private final Map<String, OidcTenantConfig> withOwnKeys;
    private final ObjectMapper json;

    Issuers(CallerConfig config, OidcConfig oidc, ObjectMapper json) {
        this.withOwnKeys = withOwnKeys(config, OidcConfig.getDefaultTenant(oidc));
        this.json = json;
    }

    private static Map<String, OidcTenantConfig> withOwnKeys(
            CallerConfig config, io.quarkus.oidc.runtime.OidcTenantConfig rules) {
        var byIssuer = new HashMap<String, OidcTenantConfig>();
        config.issuers().forEach((name, issuer) -> {
            if (issuer.publicKey().isPresent() || issuer.authServerUrl().isPresent()) {
                var checked = OidcTenantConfig.builder()
                        .tenantId(name)
                        .token(rules.token())
                        .token()
                        .issuer(issuer.issuer())
                        .end();
                issuer.publicKey().ifPresent(checked::publicKey);
                issuer.authServerUrl().ifPresent(checked::authServerUrl);
                byIssuer.put(issuer.issuer(), checked.build());
            }
        });
        return byIssuer;
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext request, OidcRequestContext<OidcTenantConfig> context) {
        if (withOwnKeys.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        @Nullable String issuer = issuer(request.request().getHeader("Authorization"));
        return Uni.createFrom().item(issuer == null ? null : withOwnKeys.get(issuer));
    }

    /** Whose token it says it is, unchecked; null where it does not say. */
    private @Nullable String issuer(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        String[] parts = authorization.substring(BEARER.length()).split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            return json.readTree(Base64.getUrlDecoder().decode(parts[1]))
                    .path("iss")
                    .textValue();
        } catch (IllegalArgumentException | IOException e) {
            return null;
        }
    }
}
