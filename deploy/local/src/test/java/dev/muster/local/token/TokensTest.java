package dev.muster.local.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void saysWhoTheBearerIsAndWhatItMay() throws Exception {
        var request = new TokenRequest(
                "contoso",
                List.of("registrar", "supplier"),
                List.of("a", "b"),
                List.of("HP"),
                "ann",
                Duration.ofHours(8));
        var claims = verified(new Tokens(Keys.in(directory)).sign(request, NOW));
        assertThat(claims.getIssuer()).isEqualTo("https://local.muster.dev");
        assertThat(claims.getAudience()).containsExactly("muster");
        assertThat(claims.getSubject()).isEqualTo("ann");
        assertThat(claims.getStringClaimValue("tid")).isEqualTo("contoso");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("registrar", "supplier");
        assertThat(claims.getStringListClaimValue("delegations")).containsExactly("a", "b");
        assertThat(claims.getStringListClaimValue("manufacturers")).containsExactly("HP");
        assertThat(claims.getIssuedAt().getValue()).isEqualTo(NOW.getEpochSecond());
        assertThat(claims.getExpirationTime().getValue()).isEqualTo(NOW.getEpochSecond() + 8 * 3600);
    }

    @Test
    void leavesOutWhatWasNotAskedFor() throws Exception {
        var claims = verified(new Tokens(Keys.in(directory)).sign(TokenRequest.of("contoso"), NOW));
        assertThat(claims.hasClaim("delegations")).isFalse();
        assertThat(claims.hasClaim("manufacturers")).isFalse();
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("registrar", "reader");
    }

    @Test
    void keepsThePrivateKeyFromOthers() throws Exception {
        Keys.in(directory);
        try (var files = Files.list(directory)) {
            assertThat(files.toList())
                    .singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void makesTheKeysOncePerDirectory() {
        var first = Keys.in(directory);
        assertThat(Keys.in(directory)).isEqualTo(first);
        assertThat(Keys.in(directory.resolve("other"))).isNotEqualTo(first);
        assertThat(first.toString()).doesNotContain(first.publicKey());
    }

    private JwtClaims verified(String token) throws Exception {
        var consumer = new JwtConsumerBuilder()
                .setVerificationKey(publicKey())
                .setExpectedAudience("muster")
                .setEvaluationTime(NumericDate.fromSeconds(NOW.getEpochSecond()))
                .build();
        return consumer.processToClaims(token);
    }

    private PublicKey publicKey() throws Exception {
        var der = Base64.getDecoder().decode(Keys.in(directory).publicKey());
        return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
    }
}
