package dev.muster.runtime.caller;

import static dev.muster.runtime.caller.Given.FOREIGN;
import static dev.muster.runtime.caller.Given.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.Set;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RolesOfTenantTest {

    private static final String[] ALL = {"registrar", "reader", "supplier", "operator"};
    private static final Set<String> ALL_BUT_OPERATOR = Set.of("registrar", "reader", "supplier");

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void leavesOnlyTheRolesThatATokenCanHold(String which, JwtClaims claims, Set<String> left) {
        assertThat(roles(Given.TWO_ISSUERS, claims)).as(which).isEqualTo(left);
    }

    static Stream<Arguments> leavesOnlyTheRolesThatATokenCanHold() {
        return Stream.of(
                Arguments.of("a tenant", Given.claims(LOCAL, "contoso"), ALL_BUT_OPERATOR),
                Arguments.of("the operator tenant", Given.claims(LOCAL, "operations"), Set.of(ALL)),
                Arguments.of(
                        "the operator tenant, other capitals", Given.claims(LOCAL, "Operations"), ALL_BUT_OPERATOR),
                Arguments.of("a tenant of that issuer", Given.claims(FOREIGN, "contoso"), ALL_BUT_OPERATOR),
                Arguments.of("the operator tenant of that issuer", Given.claims(FOREIGN, "operations"), Set.of(ALL)),
                Arguments.of("a tenant not of that issuer", Given.claims(FOREIGN, "fabrikam"), Set.of()),
                Arguments.of("an unknown issuer", Given.claims("https://nobody.example", "operations"), Set.of()),
                Arguments.of("no tenant", Given.claims(LOCAL, null), Set.of()),
                Arguments.of("a blank tenant", Given.claims(LOCAL, ""), Set.of()));
    }

    @Test
    void takesTheOperatorTenantFromTheConfiguration() {
        var config = new Given.Config("platform-team", Given.TWO_ISSUERS.issuers());

        assertThat(roles(config, Given.claims(LOCAL, "platform-team"))).contains("operator");
        assertThat(roles(config, Given.claims(LOCAL, "operations"))).doesNotContain("operator");
    }

    @Test
    void keepsWhoTheTokenNames() {
        var augmented = augment(Given.TWO_ISSUERS, Given.identity(Given.claims(LOCAL, "contoso"), ALL));

        assertThat(augmented.isAnonymous()).isFalse();
        assertThat(augmented.getPrincipal().getName()).isEqualTo("user-7");
    }

    @Test
    void leavesAnIdentityWithoutATokenAsItIs() {
        var identity = Given.withoutToken("reader");

        assertThat(augment(Given.TWO_ISSUERS, identity)).isSameAs(identity);
    }

    private static Set<String> roles(CallerConfig config, JwtClaims claims) {
        return augment(config, Given.identity(claims, ALL)).getRoles();
    }

    private static SecurityIdentity augment(CallerConfig config, SecurityIdentity identity) {
        return new RolesOfTenant(config).augment(identity, null).await().indefinitely();
    }
}
