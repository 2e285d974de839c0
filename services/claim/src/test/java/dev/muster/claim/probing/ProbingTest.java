package dev.muster.claim.probing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.claim.ledger.Entry;
import dev.muster.claim.ledger.Outcome;
import dev.muster.model.identity.SubmissionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProbingTest {

    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");
    private final Probing probing = new Probing(Duration.ofMinutes(10), 0.25, 5);

    @ParameterizedTest
    @CsvSource({
        "4, 0, false", // too few
        "5, 0, true",
        "5, 15, true", // a quarter
        "5, 16, false", // less
        "0, 100, false"
    })
    void suspectsWhomTooManyRowsAreRefused(int foreign, int others, boolean suspected) {
        probing.count(entries("contoso", foreign, others, NOW));

        assertThat(probing.suspects(NOW)).isEqualTo(suspected ? 1 : 0);
    }

    @Test
    void namesASuspectOnceAndAgainOnlyAfterItWasNone() {
        assertThat(probing.count(entries("contoso", 5, 0, NOW))).containsExactly("contoso");
        assertThat(probing.count(entries("contoso", 5, 0, NOW))).isEmpty();
        assertThat(probing.suspects(NOW.plus(Duration.ofMinutes(11)))).isZero();
        assertThat(probing.count(entries("contoso", 5, 0, NOW.plus(Duration.ofMinutes(12)))))
                .containsExactly("contoso");
    }

    @Test
    void countsEachTenantForItself() {
        var both = Stream.of(entries("contoso", 3, 0, NOW), entries("fabrikam", 5, 0, NOW))
                .flatMap(List::stream)
                .toList();

        assertThat(probing.count(both)).containsExactly("fabrikam");
        assertThat(probing.suspects(NOW)).isEqualTo(1);
    }

    @Test
    void countsWhatLiesWithinTheWindowOnly() {
        probing.count(entries("contoso", 3, 0, NOW));
        assertThat(probing.count(entries("contoso", 2, 0, NOW.plus(Duration.ofMinutes(9)))))
                .containsExactly("contoso");

        assertThat(probing.suspects(NOW.plus(Duration.ofMinutes(10)))).isZero();
        assertThat(probing.count(entries("contoso", 2, 0, NOW.plus(Duration.ofMinutes(11)))))
                .as("four within the window")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"RELEASED", "RELEASE_REFUSED"})
    void countsRowsAndNoReleases(Outcome outcome) {
        probing.count(
                Stream.generate(() -> entry("contoso", outcome, NOW)).limit(100).toList());

        assertThat(probing.count(entries("contoso", 5, 0, NOW))).containsExactly("contoso");
    }

    private static List<Entry> entries(String tenant, int foreign, int others, Instant at) {
        return Stream.concat(
                        Stream.generate(() -> entry(tenant, Outcome.CLAIMED_BY_ANOTHER, at))
                                .limit(foreign),
                        Stream.generate(() -> entry(tenant, Outcome.CLAIMED, at))
                                .limit(others))
                .toList();
    }

    private static Entry entry(String tenant, Outcome outcome, Instant at) {
        var cause = new SubmissionId(UUID.randomUUID(), 1, 2);
        return new Entry(UUID.randomUUID(), 1, cause, outcome, tenant, null, "user-7", null, at);
    }
}
