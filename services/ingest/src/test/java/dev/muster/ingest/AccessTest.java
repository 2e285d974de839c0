package dev.muster.ingest;

import static dev.muster.ingest.Calls.anonymous;
import static dev.muster.ingest.Calls.problem;
import static dev.muster.ingest.Calls.upload;
import static dev.muster.ingest.Calls.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.DeviceCheckedIn;
import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.Event;
import dev.muster.model.event.RegistrationClosed;
import dev.muster.model.topic.Topic;
import dev.muster.testing.Backing;
import dev.muster.testing.Tokens;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(SmallLimits.class)
@QuarkusTestResource(OtherIssuers.class)
class AccessTest {

    private static final byte[] CSV = "Manufacturer,Model,Serial Number\nContoso,M,SN-1\n".getBytes(UTF_8);
    private static final String DEVICE = "/v1/devices/a4fd8ead-5648-51d2-92e8-37e95ff36708";

    /** Tokens that are right but for one thing. */
    static Stream<String> badTokens() {
        return Stream.of(
                Tokens.signedByAnother("contoso", "registrar"),
                Tokens.sign(Tokens.claims("contoso", "registrar").expiresIn(Duration.ofHours(-1))),
                Tokens.sign(Tokens.claims("contoso", "registrar").audience("somebody-else")),
                Tokens.sign(Tokens.claims("contoso", "registrar").issuer("https://elsewhere.example")),
                unsigned(),
                signedWithThePublicKey(),
                "nonsense",
                "a.b.c");
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void refusesABadToken(String token) {
        assertThat(problem(upload(with(token), CSV), 401)).isEqualTo("unauthorized");
        assertThat(problem(with(token).delete(DEVICE), 401)).isEqualTo("unauthorized");
        assertThat(problem(
                        with(token).contentType("application/json").body("[]").post("/v1/check-ins"), 401))
                .isEqualTo("unauthorized");
    }

    @Test
    void refusesARequestWithoutAToken() {
        var answer = upload(anonymous(), CSV);
        assertThat(problem(answer, 401)).isEqualTo("unauthorized");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        var files = anonymous().multiPart("file", "a.csv", CSV).post("/v1/registrations");
        assertThat(problem(files, 401)).isEqualTo("unauthorized");
        assertThat(problem(anonymous().delete(DEVICE), 401)).isEqualTo("unauthorized");
        assertThat(problem(
                        anonymous()
                                .contentType("application/x-ndjson")
                                .body("".getBytes(UTF_8))
                                .post("/v1/check-ins"),
                        401))
                .isEqualTo("unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reader", "supplier", "operator", "admin"})
    void refusesOtherRoles(String role) {
        String token = Tokens.of("contoso", role);
        assertThat(problem(upload(with(token), CSV), 403)).isEqualTo("forbidden");
        assertThat(problem(with(token).delete(DEVICE), 403)).isEqualTo("forbidden");
        assertThat(problem(
                        with(token).contentType("application/json").body("[]").post("/v1/check-ins"), 403))
                .isEqualTo("forbidden");
    }

    @Test
    void refusesATokenThatNamesNoTenant() {
        assertThat(problem(upload(with(Tokens.of("", "registrar")), CSV), 403)).isEqualTo("forbidden");
        assertThat(problem(upload(with(Tokens.of(" ", "registrar")), CSV), 403)).isEqualTo("forbidden");
    }

    @Test
    void letsAPartnerActForACustomerThatItsDelegationsName() {
        String token = Tokens.sign(Tokens.claims("partner", "registrar").claim("delegations", Set.of("customer")));
        upload(with(token).header("Muster-Tenant", "customer"), CSV).then().statusCode(202);
        try (var probe = new TopicProbe()) {
            var event = (DeviceSubmitted)
                    probe.await(Topic.DEVICE_SUBMITTED, 1, e -> e.tenant().equals("customer"))
                            .getFirst();
            assertThat(event.partner()).isEqualTo("partner");
            var closed =
                    (RegistrationClosed) probe.await(Topic.REGISTRATION_RECEIVED, 1, AccessTest::isClosedForTheCustomer)
                            .getFirst();
            assertThat(closed.partner()).isEqualTo("partner");
            with(token)
                    .header("Muster-Tenant", "customer")
                    .contentType("application/json")
                    .body("""
                            [{"manufacturer":"Contoso","serialNumber":"SN-1","lastSeenAt":"2026-01-31T08:00:00Z"}]""")
                    .post("/v1/check-ins")
                    .then()
                    .statusCode(202);
            var seen = (DeviceCheckedIn)
                    probe.await(Topic.DEVICE_CHECKED_IN, 1, e -> e.tenant().equals("customer"))
                            .getFirst();
            assertThat(seen.partner()).isEqualTo("partner");
        }
        assertThat(problem(upload(with(token).header("Muster-Tenant", "other"), CSV), 403))
                .isEqualTo("forbidden");
    }

    private static boolean isClosedForTheCustomer(Event event) {
        return event instanceof RegistrationClosed && event.tenant().equals("customer");
    }

    @Test
    void refusesToActForAnotherWithoutADelegation() {
        String token = Tokens.of("partner", "registrar");
        assertThat(problem(upload(with(token).header("Muster-Tenant", "customer"), CSV), 403))
                .isEqualTo("forbidden");
        assertThat(problem(with(token).header("Muster-Tenant", "customer").delete(DEVICE), 403))
                .isEqualTo("forbidden");
        upload(with(token).header("Muster-Tenant", "partner"), CSV).then().statusCode(202);
    }

    @Test
    void takesTokensOfEachIssuerForItsTenants() {
        String known = OtherIssuers.signedByFabrikam(OtherIssuers.claims(OtherIssuers.FABRIKAM, "fabrikam"));
        upload(with(known), CSV).then().statusCode(202);
        String published = OtherIssuers.signedByPublishing(OtherIssuers.claims(OtherIssuers.PUBLISHING, "contoso"));
        upload(with(published), CSV).then().statusCode(202);
        String foreign = OtherIssuers.signedByFabrikam(OtherIssuers.claims(OtherIssuers.FABRIKAM, "contoso"));
        assertThat(problem(upload(with(foreign), CSV), 403)).isEqualTo("forbidden");
        String delegated = OtherIssuers.signedByFabrikam(
                OtherIssuers.claims(OtherIssuers.FABRIKAM, "fabrikam").claim("delegations", Set.of("customer")));
        assertThat(problem(upload(with(delegated).header("Muster-Tenant", "customer"), CSV), 403))
                .isEqualTo("forbidden");
    }

    @Test
    void asksATokenForTheClaimsThatCountAndForNoOthers() throws Exception {
        String claims = """
                {"iss":"https://fabrikam.example","aud":"muster","tid":"fabrikam","groups":["registrar"],"sub":"ann"%s}""";
        long soon = System.currentTimeMillis() / 1000 + 600;
        upload(with(OtherIssuers.signedByFabrikam(claims.formatted(",\"exp\":" + soon))), CSV)
                .then()
                .statusCode(202);
        String endless = OtherIssuers.signedByFabrikam(claims.formatted(""));
        assertThat(problem(upload(with(endless), CSV), 401)).isEqualTo("unauthorized");
    }

    /** Tokens of known issuers that are right but for one thing. */
    static Stream<String> badTokensOfOtherIssuers() {
        return Stream.of(
                Tokens.sign(OtherIssuers.claims(OtherIssuers.FABRIKAM, "fabrikam")),
                Tokens.sign(OtherIssuers.claims(OtherIssuers.PUBLISHING, "contoso")),
                OtherIssuers.signedByPublishing(OtherIssuers.claims(OtherIssuers.FABRIKAM, "fabrikam")),
                OtherIssuers.signedByFabrikam(OtherIssuers.claims(OtherIssuers.PUBLISHING, "contoso")),
                OtherIssuers.signedByFabrikam(OtherIssuers.claims(Tokens.ISSUER, "contoso")),
                OtherIssuers.signedByFabrikam(
                        OtherIssuers.claims(OtherIssuers.FABRIKAM, "fabrikam").audience("somebody-else")),
                OtherIssuers.signedByPublishing(
                        OtherIssuers.claims(OtherIssuers.PUBLISHING, "contoso").audience("somebody-else")),
                OtherIssuers.signedByFabrikam(
                        OtherIssuers.claims(OtherIssuers.FABRIKAM, "fabrikam").expiresIn(Duration.ofHours(-1))));
    }

    @ParameterizedTest
    @MethodSource("badTokensOfOtherIssuers")
    void refusesABadTokenOfAnotherIssuer(String token) {
        assertThat(problem(upload(with(token), CSV), 401)).isEqualTo("unauthorized");
    }

    @Test
    void saysSoWhereTheKeysOfAnIssuerCannotBeHad() {
        String token = OtherIssuers.signedByFabrikam(OtherIssuers.claims(OtherIssuers.AWAY, "contoso"));
        assertThat(problem(upload(with(token), CSV), 503)).isEqualTo("issuer-unavailable");
        String local = Tokens.of("contoso", "registrar");
        upload(with(local), CSV).then().statusCode(202);
    }

    private static String unsigned() {
        String[] parts = Tokens.of("contoso", "registrar").split("\\.", -1);
        String header = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8));
        return header + "." + parts[1] + ".";
    }

    /** For a checker that lets the token choose the algorithm, the public key would be a shared secret. */
    private static String signedWithThePublicKey() {
        String key = ConfigProvider.getConfig().getValue("quarkus.oidc.public-key", String.class);
        var secret = new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256");
        return Tokens.claims("contoso", "registrar").jws().sign(secret);
    }
}
