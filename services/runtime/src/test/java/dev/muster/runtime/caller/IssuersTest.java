package dev.muster.runtime.caller;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IssuersTest {

    private static final String URL = "https://login.contoso.example";

    private record Issuer(String issuer, Optional<String> publicKey, Optional<String> authServerUrl)
            implements CallerConfig.Issuer {

        static Issuer of(String issuer, String publicKey, String authServerUrl) {
            return new Issuer(issuer, Optional.ofNullable(publicKey), Optional.ofNullable(authServerUrl));
        }

        @Override
        public Optional<Set<String>> tenants() {
            return Optional.empty();
        }

        @Override
        public boolean trustedForDelegations() {
            return false;
        }
    }

    @Test
    void areFineWhereEachHasKeysAndAnIssOfItsOwn() throws Exception {
        assertThatCode(() -> Issuers.check(config("local", Issuer.of("a", null, null)), true))
                .doesNotThrowAnyException();
        assertThatCode(() -> Issuers.check(
                        config(
                                "local", Issuer.of("a", null, URL),
                                "contoso", Issuer.of("b", key("RSA"), null)),
                        false))
                .doesNotThrowAnyException();
    }

    static Stream<Arguments> mistakes() throws Exception {
        var local = Issuer.of("a", null, null);
        return Stream.of(
                Arguments.of(config("local", local), false, "muster.issuers.local has no keys"),
                Arguments.of(
                        config("local", local, "contoso", Issuer.of("b", null, null)),
                        true,
                        "muster.issuers.contoso has no keys"),
                Arguments.of(
                        config("local", local, "contoso", Issuer.of("a", null, URL)), true, "a can be trusted once"),
                Arguments.of(config("local", local, "contoso", Issuer.of("b", key("RSA"), URL)), true, "one is enough"),
                Arguments.of(config("local", local, "contoso", Issuer.of("b", "?", null)), true, "is no RSA key"),
                Arguments.of(config("local", local, "contoso", Issuer.of("b", key("EC"), null)), true, "is no RSA key"),
                Arguments.of(config("Default", Issuer.of("b", null, URL)), true, "needs another name"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhatIsWrong(CallerConfig config, boolean localHasKeys, String said) {
        assertThatIllegalStateException()
                .isThrownBy(() -> Issuers.check(config, localHasKeys))
                .withMessageContaining(said);
    }

    private static CallerConfig config(String name, Issuer issuer) {
        return new Given.Config("operations", Map.of(name, issuer));
    }

    private static CallerConfig config(String name, Issuer issuer, String other, Issuer another) {
        return new Given.Config("operations", Map.of(name, issuer, other, another));
    }

    private static String key(String algorithm) throws Exception {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
        return Base64.getEncoder()
                .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
    }
}
