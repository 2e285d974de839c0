package dev.muster.testing;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;

/** Bearer tokens of the issuer that services trust in tests, signed with a key made for this JVM. */
public final class Tokens {

    public static final String ISSUER = "https://local.muster.dev";
    private static final KeyPair KEYS = keys();

    private Tokens() {}

    /** A token of {@code tenant} with roles. */
    public static String of(String tenant, String... roles) {
        return sign(claims(tenant, roles));
    }

    /** The claims of a good token, to be spoiled. */
    public static JwtClaimsBuilder claims(String tenant, String... roles) {
        return Jwt.issuer(ISSUER)
                .audience("muster")
                .subject("someone")
                .claim("tid", tenant)
                .groups(Set.of(roles))
                .expiresIn(Duration.ofHours(1));
    }

    /** The token of {@code claims}. */
    public static String sign(JwtClaimsBuilder claims) {
        return claims.jws().sign(KEYS.getPrivate());
    }

    /** A token that is right but for its signature. */
    public static String signedByAnother(String tenant, String... roles) {
        return claims(tenant, roles).jws().sign(keys().getPrivate());
    }

    static String publicKey() {
        return Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
    }

    /** Keys of another issuer. */
    public static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }
}
