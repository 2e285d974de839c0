package dev.muster.runtime.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose tokens count, and for what. */
@ConfigMapping(prefix = "muster")
public interface CallerConfig {

    /** The one tenant whose people may hold the role {@code operator}. */
    @WithDefault("operations")
    String operatorTenant();

    /** The trusted issuers, each under a name of the deployment's choice. */
    Map<String, Issuer> issuers();

    /** One trusted issuer of tokens. */
    interface Issuer {

        /** The {@code iss} of its tokens. */
        String issuer();

        /**
         * What checks its tokens: an RSA key, base64 of its DER form. Each issuer has this or {@link #authServerUrl};
         * only {@code local} can have its keys in {@code quarkus.oidc.*} instead.
         */
        Optional<String> publicKey();

        /** Where it publishes its keys: the address of an OpenID Connect provider. */
        Optional<String> authServerUrl();

        /** The tenants that it may speak for; absent: all. */
        Optional<Set<String>> tenants();

        /** Whether {@code manufacturers} and {@code delegations} in its tokens count. */
        @WithDefault("false")
        boolean trustedForDelegations();
    }
}
