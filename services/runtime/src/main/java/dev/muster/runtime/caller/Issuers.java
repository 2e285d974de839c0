package dev.muster.runtime.caller;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has each token checked with the keys of the issuer that it names, and by the rules in {@code quarkus.oidc.token.*},
 * which but for {@code iss} are the same for all. The issuer {@code local} has its keys in {@code quarkus.oidc.*}. With
 * these a token is checked too that names no known issuer, and refused for its {@code iss}.
 */
@ApplicationScoped
public class Issuers implements TenantConfigResolver {

    private static final String BEARER = "Bearer ";

    /** The one that has its keys in {@code quarkus.oidc.*}. */
    private static final String LOCAL = "local";

    /** What Quarkus keeps for itself. */
    private static final String RESERVED = "default";

    private final CallerConfig config;
    private final io.quarkus.oidc.runtime.OidcTenantConfig rules;
    private final Map<String, OidcTenantConfig> withOwnKeys;
    private final ObjectMapper json;

    Issuers(CallerConfig config, OidcConfig oidc, ObjectMapper json) {
        this.config = config;
        this.rules = OidcConfig.getDefaultTenant(oidc);
        this.withOwnKeys = withOwnKeys(config, rules);
        this.json = json;
    }

    /** A mistake in the configuration ends the service as it starts, before it waits for the broker. */
    void check(@Observes @Priority(0) StartupEvent start) {
        try {
            check(config, rules.publicKey().isPresent() || rules.authServerUrl().isPresent());
        } catch (IllegalStateException e) {
            e.setStackTrace(new StackTraceElement[0]); // what is wrong shall be the last word of the log
            throw e;
        }
    }

    /** Throws IllegalStateException where issuers are configured so that tokens of one could not be checked rightly. */
    static void check(CallerConfig config, boolean localHasKeys) {
        Set<String> known = new HashSet<>();
        config.issuers().forEach((name, issuer) -> {
            String key = "muster.issuers." + name;
            if (name.equalsIgnoreCase(RESERVED)) {
                throw new IllegalStateException(key + " needs another name");
            }
            if (!known.add(issuer.issuer())) {
                throw new IllegalStateException(
                        key + ".issuer is another issuer's too: " + issuer.issuer() + " can be trusted once only");
            }
            if (issuer.publicKey().isPresent() && issuer.authServerUrl().isPresent()) {
                throw new IllegalStateException(key + " has a public-key and an auth-server-url: one is enough");
            }
            if (!hasOwnKeys(issuer) && !(name.equals(LOCAL) && localHasKeys)) {
                throw new IllegalStateException(
                        key + " has no keys: set " + key + ".public-key or " + key + ".auth-server-url");
            }
            issuer.publicKey().ifPresent(text -> checkKey(key, text));
        });
    }

    private static void checkKey(String key, String text) {
        try {
            KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new IllegalStateException(key + ".public-key is no RSA key as base64 of its DER form", e);
        }
    }

    private static boolean hasOwnKeys(CallerConfig.Issuer issuer) {
        return issuer.publicKey().isPresent() || issuer.authServerUrl().isPresent();
    }

    private static Map<String, OidcTenantConfig> withOwnKeys(
            CallerConfig config, io.quarkus.oidc.runtime.OidcTenantConfig rules) {
        var byIssuer = new HashMap<String, OidcTenantConfig>();
        config.issuers().forEach((name, issuer) -> {
            if (hasOwnKeys(issuer)) {
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
