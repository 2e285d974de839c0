package dev.muster.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import dev.muster.backing.FreePorts;
import dev.muster.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Issuers beside the one that all tests use, none trusted for delegations: one of which the key is configured, which
 * speaks for {@code fabrikam} only; one that publishes its keys; and one that cannot be reached.
 */
public class OtherIssuers implements QuarkusTestResourceLifecycleManager {

    static final String FABRIKAM = "https://fabrikam.example";
    static final String PUBLISHING = "https://publishing.example";
    static final String AWAY = "https://away.example";

    private static final KeyPair FABRIKAM_KEYS = Tokens.keys();
    private static final KeyPair PUBLISHED_KEYS = Tokens.keys();

    private @Nullable HttpServer provider;

    /** A good token of {@code issuer}, to be spoiled. */
    static JwtClaimsBuilder claims(String issuer, String tenant) {
        return Tokens.claims(tenant, "registrar").issuer(issuer);
    }

    static String signedByFabrikam(JwtClaimsBuilder claims) {
        return claims.jws().sign(FABRIKAM_KEYS.getPrivate());
    }

    /** A token of Fabrikam with these claims and no others, as JSON. */
    static String signedByFabrikam(String claims) throws GeneralSecurityException {
        var text = Base64.getUrlEncoder().withoutPadding();
        var signed = text.encodeToString("{\"alg\":\"RS256\"}".getBytes(UTF_8)) + "."
                + text.encodeToString(claims.getBytes(UTF_8));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(FABRIKAM_KEYS.getPrivate());
        signature.update(signed.getBytes(UTF_8));
        return signed + "." + text.encodeToString(signature.sign());
    }

    static String signedByPublishing(JwtClaimsBuilder claims) {
        return claims.jws().keyId("first").sign(PUBLISHED_KEYS.getPrivate());
    }

    @Override
    public Map<String, String> start() {
        provider = provide();
        return Map.of(
                "muster.issuers.fabrikam.issuer",
                FABRIKAM,
                "muster.issuers.fabrikam.public-key",
                Base64.getEncoder().encodeToString(FABRIKAM_KEYS.getPublic().getEncoded()),
                "muster.issuers.fabrikam.tenants",
                "fabrikam",
                "muster.issuers.publishing.issuer",
                PUBLISHING,
                "muster.issuers.publishing.auth-server-url",
                address(provider),
                "muster.issuers.away.issuer",
                AWAY,
                "muster.issuers.away.auth-server-url",
                "http://127.0.0.1:" + FreePorts.any());
    }

    private static HttpServer provide() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            answer(
                    server,
                    "/.well-known/openid-configuration",
                    "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(PUBLISHING, address(server)));
            answer(server, "/keys", "{\"keys\":[%s]}".formatted(key("first", (RSAPublicKey)
                            PUBLISHED_KEYS.getPublic())));
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpServer server, String path, String text) {
        server.createContext(path, exchange -> {
            byte[] body = text.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static String key(String id, RSAPublicKey key) {
        var number = Base64.getUrlEncoder().withoutPadding();
        return "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}"
                .formatted(
                        id,
                        number.encodeToString(key.getModulus().toByteArray()),
                        number.encodeToString(key.getPublicExponent().toByteArray()));
    }

    @Override
    public void stop() {
        if (provider != null) {
            provider.stop(0);
        }
    }
}
