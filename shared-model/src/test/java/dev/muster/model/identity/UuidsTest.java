package dev.muster.model.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class UuidsTest {

    private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    private static final long YEAR_5000 = 95_617_584_000_000L;

    @Test
    void nameBasedGivesTheExampleOfRfc9562() {
        assertThat(Uuids.nameBased(DNS, "www.example.com"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    @Property
    void nameBasedHasVersion5AndTheVariantOfRfc9562(@ForAll("uuids") UUID namespace, @ForAll String name) {
        UUID uuid = Uuids.nameBased(namespace, name);

        assertThat(uuid.version()).isEqualTo(5);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(Uuids.nameBased(namespace, name)).as("again").isEqualTo(uuid);
    }

    @Test
    void nameBasedTakesTheNameAsUtf8() {
        assertThat(Uuids.nameBased(DNS, "é")).isEqualTo(UUID.fromString("ebfe0af8-3997-5ade-b634-ba92cf69f557"));
    }

    @Test
    void timeOrderedBeginsLikeTheExampleOfRfc9562() {
        assertThat(Uuids.timeOrdered(Instant.parse("2022-02-22T19:22:22Z")).toString())
                .startsWith("017f22e2-79b0-7");
    }

    @Property
    void timeOrderedHasVersion7TheVariantOfRfc9562AndTheMillisecond(@ForAll @LongRange(max = YEAR_5000) long millis) {
        UUID uuid = Uuids.timeOrdered(Instant.ofEpochMilli(millis));

        assertThat(uuid.version()).isEqualTo(7);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(millis);
    }

    @Property
    void timeOrderedSortsByTimeAsUuidAndAsText(
            @ForAll @LongRange(max = YEAR_5000) long millis, @ForAll @LongRange(min = 1, max = 86_400_000) long later) {
        UUID first = Uuids.timeOrdered(Instant.ofEpochMilli(millis));
        UUID second = Uuids.timeOrdered(Instant.ofEpochMilli(millis + later));

        assertThat(first).isLessThan(second);
        assertThat(first.toString()).isLessThan(second.toString());
    }

    @Test
    void timeOrderedIsAnotherEachTimeWithinOneMillisecond() {
        Instant now = Instant.parse("2026-01-31T08:00:00Z");

        assertThat(Stream.generate(() -> Uuids.timeOrdered(now)).limit(1_000)).doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<UUID> uuids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }
}
