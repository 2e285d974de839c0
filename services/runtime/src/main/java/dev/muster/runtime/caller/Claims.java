package dev.muster.runtime.caller;

import jakarta.json.JsonString;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The claims of a token that this system reads. */
final class Claims {

    static final String TENANT = "tid";
    static final String DELEGATIONS = "delegations";
    static final String MANUFACTURERS = "manufacturers";

    private Claims() {}

    /** The tenant that the token speaks for, where its issuer may speak for it. */
    static Optional<String> tenant(JsonWebToken token, CallerConfig config) {
        @Nullable Object tid = token.getClaim(TENANT);
        return Optional.ofNullable(tid)
                .map(Claims::text)
                .filter(tenant -> !tenant.isBlank())
                .filter(tenant -> issuer(token, config)
                        .map(issuer -> issuer.tenants()
                                .map(all -> all.contains(tenant))
                                .orElse(true))
                        .orElse(false));
    }

    static Optional<CallerConfig.Issuer> issuer(JsonWebToken token, CallerConfig config) {
        return config.issuers().values().stream()
                .filter(issuer -> issuer.issuer().equals(token.getIssuer()))
                .findFirst();
    }

    /** The texts of a claim that is an array; empty where there is none, or something else. */
    static Set<String> texts(JsonWebToken token, String claim) {
        @Nullable Object value = token.getClaim(claim);
        return value instanceof Collection<?> many
                ? many.stream().map(Claims::text).collect(Collectors.toSet())
                : Set.of();
    }

    private static String text(Object value) {
        return value instanceof JsonString json ? json.getString() : value.toString();
    }
}
