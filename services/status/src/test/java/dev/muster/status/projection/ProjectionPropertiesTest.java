package dev.muster.status.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.DeviceClaimed;
import dev.muster.status.MemoryTables;
import dev.muster.status.MemoryTables.Placed;
import dev.muster.status.Run;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of the projection in whatever order, and however often, the events of a run arrive. */
class ProjectionPropertiesTest {

    @Provide
    Arbitrary<Run> runs() {
        return Run.any();
    }

    @Property
    void endsInTheSameRowsAndCountsWhateverTheOrderTheRepetitionsAndTheBatches(
            @ForAll("runs") Run run, @ForAll Random random) {
        var inOrder = new MemoryTables().apply(run.events());
        var shuffled = new MemoryTables();

        run.shuffled(random).forEach(shuffled::apply);

        assertThat(shuffled).isEqualTo(inOrder);
    }

    @Property
    void countsWhatTheRowsSayAndNeverLessThanNothing(@ForAll("runs") Run run, @ForAll Random random) {
        var tables = new MemoryTables();

        for (var batch : run.shuffled(random)) {
            tables.apply(batch);

            assertThat(tables.counts())
                    .isEqualTo(counted(tables))
                    .allSatisfy((key, n) -> assertThat(n).isPositive());
        }
    }

    @Property
    void changesNothingWhenAllIsToldAgain(@ForAll("runs") Run run, @ForAll Random random) {
        var tables = new MemoryTables().apply(run.events());
        var before = tables.toString();

        run.shuffled(random).forEach(tables::apply);

        assertThat(tables).hasToString(before);
    }

    @Property
    void leavesADeviceWithOneOwnerAtMost(@ForAll("runs") Run run) {
        var tables = new MemoryTables().apply(run.events());

        assertThat(tables.devices().values().stream()
                        .filter(DeviceRow::isOwned)
                        .map(device -> device.key().deviceId()))
                .doesNotHaveDuplicates();
    }

    @Property
    void countsOwnedDevicesByTheDayTheyWereLastSeen(@ForAll("runs") Run run, @ForAll Random random) {
        var tables = new MemoryTables();

        for (var batch : run.shuffled(random)) {
            tables.apply(batch);

            assertThat(tables.seenDays()).isEqualTo(countedDays(tables));
        }
    }

    @Property
    void forgetsNoClaimOfADevice(@ForAll("runs") Run run, @ForAll Random random) {
        var tables = new MemoryTables();

        run.shuffled(random).forEach(tables::apply);

        var kept = tables.formerClaims().values().stream().map(FormerClaim::claim);
        var standing = tables.devices().values().stream().map(DeviceRow::claim).filter(Objects::nonNull);
        var told = run.events().stream()
                .map(Placed::event)
                .filter(DeviceClaimed.class::isInstance)
                .map(event -> DeviceRow.of((DeviceClaimed) event).claim());
        assertThat(Stream.concat(kept, standing)).containsExactlyInAnyOrderElementsOf(told.toList());
    }

    @Property
    void knowsNothingOfWhatWasNotToldYetAndEverythingOnceItIs(@ForAll("runs") Run run, @ForAll Random random) {
        int cut = random.nextInt(run.events().size() + 1);
        var truncated = new MemoryTables().apply(run.events().subList(0, cut));

        run.shuffled(random).forEach(truncated::apply);

        assertThat(truncated).isEqualTo(new MemoryTables().apply(run.events()));
    }

    private static Map<SeenDays.Key, Integer> countedDays(MemoryTables tables) {
        var counted = new HashMap<SeenDays.Key, Integer>();
        tables.devices().values().stream().filter(DeviceRow::isOwned).forEach(device -> {
            int day = device.sighting() == null
                    ? SeenDays.NEVER
                    : (int) LocalDate.ofInstant(device.sighting().at(), ZoneOffset.UTC)
                            .toEpochDay();
            counted.merge(new SeenDays.Key(device.key().tenant(), day), 1, Integer::sum);
        });
        return counted;
    }

    private static Map<Tally.Key, Integer> counted(MemoryTables tables) {
        var counted = new HashMap<Tally.Key, Integer>();
        for (var row : List.copyOf(tables.submissions().values())) {
            String outcome = switch (row.outcome()) {
                case PENDING -> "pending";
                case REGISTERED -> "registered";
                default -> row.failed().code().code();
            };
            counted.merge(new Tally.Key(row.key().registration(), outcome), 1, Integer::sum);
        }
        return counted;
    }
}
