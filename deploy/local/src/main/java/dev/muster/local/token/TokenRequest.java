package dev.muster.local.token;

import java.time.Duration;
import java.util.List;

/**
 * What a token is to say.
 *
 * @param tenant the organization that the bearer belongs to
 * @param roles what the bearer may do
 * @param delegations the tenants that the bearer may act for
 * @param manufacturers those that a supplier may declare devices of
 * @param subject who the bearer is
 * @param validFor how long from now
 */
public record TokenRequest(
        String tenant,
        List<String> roles,
        List<String> delegations,
        List<String> manufacturers,
        String subject,
        Duration validFor) {
    public TokenRequest {
        roles = List.copyOf(roles);
        delegations = List.copyOf(delegations);
        manufacturers = List.copyOf(manufacturers);
    }

    /** What the commands use for themselves: may upload and read. */
    public static TokenRequest of(String tenant) {
        return new TokenRequest(
                tenant, List.of("registrar", "reader"), List.of(), List.of(), "local", Duration.ofHours(8));
    }

    /** What the commands for operators use: the role counts in the operator tenant only. */
    public static TokenRequest ofOperator() {
        return new TokenRequest("operations", List.of("operator"), List.of(), List.of(), "local", Duration.ofHours(8));
    }
}
