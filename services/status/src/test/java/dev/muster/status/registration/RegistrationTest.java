package dev.muster.status.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.RegistrationEvent;
import dev.muster.model.event.Warning;
import dev.muster.status.MemoryTables;
import dev.muster.status.MemoryTables.Placed;
import dev.muster.status.Run;
import dev.muster.status.Upload;
import dev.muster.status.projection.RegistrationRow;
import dev.muster.status.registration.Registration.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationTest {

    private static final Upload UPLOAD = Upload.of("contoso").ordered("PO-1", "P-9");

    @ParameterizedTest(name = "rows {0}, pending {1}, registered {2}, sample-data {3}, missing-value {4}")
    @CsvSource({
        // rows of the closed upload or none, counts of outcomes; state, total, pending, registered, failed
        "  , 0, 0, 0, 0, receiving,  0, 0, 0, 0",
        "  , 3, 2, 1, 0, receiving,  6, 3, 2, 1",
        "  , 0, 2, 0, 0, receiving,  2, 0, 2, 0",
        "10, 0, 0, 0, 0, processing, 10, 10, 0, 0",
        "10, 3, 2, 1, 1, processing, 10, 6, 2, 2",
        "10, 1, 6, 2, 1, processing, 10, 1, 6, 3",
        "10, 0, 6, 3, 1, completed,  10, 0, 6, 4",
        "2,  0, 2, 0, 0, completed,  2, 0, 2, 0",
        "2,  1, 2, 0, 0, processing, 3, 1, 2, 0",
    })
    void addsUp(
            Integer rows,
            int pending,
            int done,
            int sample,
            int missing,
            String state,
            int total,
            int open,
            int registered,
            int failed) {
        var tally = Map.of("pending", pending, "registered", done, "sample-data", sample, "missing-value", missing);
        var row = rows == null ? row(UPLOAD.opened(1)) : row(UPLOAD.opened(1), UPLOAD.closed(1, rows));

        var registration = Registration.of(row, tally, Locale.ENGLISH);

        assertThat(registration.state()).isEqualTo(state);
        assertThat(registration.counts()).isEqualTo(new Counts(total, open, registered, failed));
    }

    @Test
    void namesOnlyFailuresThatThereAre() {
        var tally = Map.of("pending", 1, "registered", 2, "sample-data", 3, "missing-value", 0, "malformed-row", 1);

        assertThat(Registration.of(row(UPLOAD.opened(1)), tally, Locale.ENGLISH).failedByCode())
                .isEqualTo(Map.of("sample-data", 3, "malformed-row", 1));
    }

    @Test
    void isInterruptedUntilItIsTakenUpAgain() {
        assertThat(state(UPLOAD.opened(1), UPLOAD.interrupted(1))).isEqualTo("interrupted");
        assertThat(state(UPLOAD.opened(1), UPLOAD.interrupted(1), UPLOAD.opened(2)))
                .isEqualTo("receiving");
        assertThat(state(UPLOAD.opened(2), UPLOAD.interrupted(2))).isEqualTo("interrupted");
        assertThat(state(UPLOAD.opened(1), UPLOAD.interrupted(1), UPLOAD.closed(1, 4)))
                .isEqualTo("processing");
    }

    @Test
    void saysWhoWhatAndWhichFiles() {
        var registration = Registration.of(row(UPLOAD.opened(1), UPLOAD.closed(1, 4)), Map.of(), Locale.ENGLISH);

        assertThat(registration.id()).isEqualTo(UPLOAD.id());
        assertThat(registration.fileNames()).containsExactly(Upload.FILE);
        assertThat(registration.orderId()).isEqualTo("PO-1");
        assertThat(registration.purchaseId()).isEqualTo("P-9");
        assertThat(registration.submittedAt()).isEqualTo(UPLOAD.at());
        assertThat(registration.submittedBy()).isEqualTo("user-1");
        assertThat(registration.warnings()).containsExactly(new Warning("extra-column", "Column 'Notes' ignored"));
        assertThat(registration.onBehalfOf()).isNull();
    }

    @Test
    void namesTheOrganizationThatAPartnerActedFor() {
        assertThat(Registration.of(row(UPLOAD.by("partner-1").opened(1)), Map.of(), Locale.ENGLISH)
                        .onBehalfOf())
                .isEqualTo("contoso");
    }

    @ParameterizedTest
    @CsvSource({"5, 15, 15.0", "-5, 10, 10.0", ", 10, 10.0"})
    void isCompletedWhenTheLastOfTwoThingsHappened(Integer decided, int completed, double taken) {
        var closedAt = UPLOAD.at().plusSeconds(10);
        var row = row(UPLOAD.opened(1), UPLOAD.closed(1, 1, closedAt));
        var told = decided == null
                ? row
                : row.merge(new RegistrationRow(UPLOAD.id(), "contoso", null, 0, null, closedAt.plusSeconds(decided)));

        var registration = Registration.of(told, Map.of("registered", 1), Locale.ENGLISH);

        assertThat(registration.completedAt()).isEqualTo(UPLOAD.at().plusSeconds(completed));
        assertThat(registration.secondsTaken()).isEqualTo(taken);
        assertThat(Registration.of(told, Map.of("pending", 1), Locale.ENGLISH).completedAt())
                .isNull();
    }

    @Test
    void saysWhatToDoAboutOneThatWasInterruptedInTheLanguageOfTheReader() {
        var row = row(UPLOAD.opened(1), UPLOAD.interrupted(1));

        assertThat(Registration.of(row, Map.of(), Locale.ENGLISH).advice()).contains("same Idempotency-Key");
        assertThat(Registration.of(row, Map.of(), Locale.FRENCH).advice()).contains("même clé Idempotency-Key");
        assertThat(Registration.of(row(UPLOAD.opened(1)), Map.of(), Locale.ENGLISH)
                        .advice())
                .isNull();
    }

    @Provide
    Arbitrary<Run> runs() {
        return Run.any();
    }

    @Property
    void addsUpInEveryAnswerOnTheWayInWhateverOrderTheEventsCome(@ForAll("runs") Run run, @ForAll Random random) {
        var tables = new MemoryTables();
        for (var batch : run.shuffled(random)) {
            tables.apply(batch);
            tables.registrations().values().stream()
                    .filter(row -> row.opened() != null)
                    .map(row -> Registration.of(row, tables.tally(row.key()), Locale.ENGLISH))
                    .forEach(RegistrationTest::assertAddsUp);
        }
    }

    private static void assertAddsUp(Registration registration) {
        var counts = registration.counts();
        int byCode = registration.failedByCode().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        assertThat(counts.pending() + counts.registered() + counts.failed()).isEqualTo(counts.total());
        assertThat(List.of(counts.pending(), counts.registered(), counts.failed()))
                .allMatch(n -> n >= 0);
        assertThat(byCode).isEqualTo(counts.failed());
        assertThat(registration.state().equals("completed")).isEqualTo(registration.completedAt() != null);
    }

    private static String state(RegistrationEvent... events) {
        return Registration.of(row(events), Map.of(), Locale.ENGLISH).state();
    }

    private static RegistrationRow row(RegistrationEvent... events) {
        var batch = new ArrayList<Placed>();
        for (var event : events) {
            batch.add(new Placed(event, 0, batch.size()));
        }
        return new MemoryTables().apply(batch).registrations().get(UPLOAD.id());
    }
}
