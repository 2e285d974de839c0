package dev.muster.runtime.caller;

import static dev.muster.runtime.caller.Given.FOREIGN;
import static dev.muster.runtime.caller.Given.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallersTest {

    private static final Grants GRANTS =
            (partner, customer) -> partner.equals("partner-1") && customer.equals("adatum");

    private static final CallerConfig CONFIG = Given.TWO_ISSUERS;

    @Test
    void isTheTenantOfTheTokenItself() {
        assertThat(caller(Given.claims(LOCAL, "fabrikam"), null)).isEqualTo(new Caller("fabrikam", null, "user-7"));
    }

    @Test
    void actsForNobodyElseWhereMusterTenantNamesItself() {
        assertThat(caller(Given.claims(LOCAL, "fabrikam"), "fabrikam"))
                .isEqualTo(new Caller("fabrikam", null, "user-7"));
    }

    @Test
    void actsForATenantThatItsTokenDelegates() {
        assertThat(caller(Given.claims(LOCAL, "partner-1", "contoso", "fabrikam"), "fabrikam"))
                .isEqualTo(new Caller("fabrikam", "partner-1", "user-7"));
    }

    @Test
    void actsForATenantThatHasGrantedIt() {
        assertThat(caller(Given.claims(LOCAL, "partner-1"), "adatum"))
                .isEqualTo(new Caller("adatum", "partner-1", "user-7"));
    }

    @Test
    void actsForItselfThoughItsTokenDelegatesOthers() {
        assertThat(caller(Given.claims(LOCAL, "partner-1", "contoso"), null))
                .isEqualTo(new Caller("partner-1", null, "user-7"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isRefused(String why, JwtClaims claims, String musterTenant) {
        assertThatThrownBy(() -> caller(claims, musterTenant))
                .as(why)
                .isInstanceOf(ForbiddenException.class)
                .hasMessageStartingWith("The token");
    }

    static Stream<Arguments> isRefused() {
        var text = Given.claims(LOCAL, "partner-1");
        text.setClaim("delegations", "fabrikam");
        return Stream.of(
                Arguments.of("no delegations", Given.claims(LOCAL, "partner-1"), "fabrikam"),
                Arguments.of("granted to another", Given.claims(LOCAL, "partner-2"), "adatum"),
                Arguments.of("another delegation", Given.claims(LOCAL, "partner-1", "contoso"), "fabrikam"),
                Arguments.of("part of a name", Given.claims(LOCAL, "partner-1", "fabrikam-2"), "fabrikam"),
                Arguments.of("other capitals", Given.claims(LOCAL, "partner-1", "fabrikam"), "Fabrikam"),
                Arguments.of("nobody", Given.claims(LOCAL, "partner-1", "fabrikam"), ""),
                Arguments.of("delegations are no array", text, "fabrikam"),
                Arguments.of("issuer without that trust", Given.claims(FOREIGN, "contoso", "fabrikam"), "fabrikam"),
                Arguments.of("tenant not of this issuer", Given.claims(FOREIGN, "fabrikam"), null),
                Arguments.of("unknown issuer", Given.claims("https://nobody.example", "fabrikam"), null),
                Arguments.of("no issuer", Given.claims(null, "fabrikam"), null),
                Arguments.of("no tenant", Given.claims(LOCAL, null), null),
                Arguments.of("blank tenant", Given.claims(LOCAL, " "), null));
    }

    @Test
    void isRefusedWithoutAToken() {
        assertThatThrownBy(() -> caller(Given.withoutToken("reader"), null)).isInstanceOf(ForbiddenException.class);
    }

    @Test
    void isNamedByAnotherClaimWhereTheTokenHasNoSubject() {
        var claims = Given.claims(LOCAL, "contoso");
        claims.unsetClaim("sub");
        claims.setClaim("upn", "uploader");

        assertThat(caller(claims, null).subject()).isEqualTo("uploader");
    }

    @Test
    void readsADelegationWhateverTheJsonLibraryMakesOfIt() {
        var claims = Given.claims(LOCAL, "partner-1");
        claims.setClaim("delegations", List.of("contoso", 7));

        assertThat(caller(claims, "7").tenant()).isEqualTo("7");
    }

    private static Caller caller(JwtClaims claims, String musterTenant) {
        return caller(Given.identity(claims), musterTenant);
    }

    private static Caller caller(SecurityIdentity identity, String musterTenant) {
        Map<String, String> headers = musterTenant == null ? Map.of() : Map.of("Muster-Tenant", musterTenant);
        return new Callers(identity, CONFIG, GRANTS).caller(Given.headers(headers));
    }
}
