package dev.muster.status.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.DeviceRejected.By;
import dev.muster.model.failure.FailureCode;
import dev.muster.status.Handed;
import dev.muster.status.Upload;
import dev.muster.status.projection.SubmissionRow.Source;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SubmissionRowTest {

    private static final Handed ROW = Upload.of("contoso").row(2, "SN-1").user("ann@contoso.example");
    private static final SubmissionRow PENDING = SubmissionRow.of(ROW.submitted(), new Source(1, 7));
    private static final SubmissionRow REGISTERED = SubmissionRow.of(ROW.claimed(1));

    /** From the lowest outcome to the highest. */
    private static final List<SubmissionRow> LADDER = List.of(
            PENDING,
            SubmissionRow.of(ROW.unexpected(By.CLAIM)),
            rejected(By.INGEST, FailureCode.MALFORMED_ROW),
            rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA),
            rejected(By.CLAIM, FailureCode.DEVICE_ALREADY_REGISTERED),
            REGISTERED);

    static Stream<Arguments> pairs() {
        return IntStream.range(0, LADDER.size())
                .boxed()
                .flatMap(higher -> IntStream.range(0, higher)
                        .mapToObj(lower -> Arguments.of(LADDER.get(lower), LADDER.get(higher))));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void keepsTheHigherOutcomeWhicheverComesFirst(SubmissionRow lower, SubmissionRow higher) {
        var merged = lower.merge(higher);

        assertThat(merged).isEqualTo(higher.merge(lower));
        assertThat(merged)
                .extracting(SubmissionRow::outcome, SubmissionRow::decidedAt, SubmissionRow::failed)
                .containsExactly(higher.outcome(), higher.decidedAt(), higher.failed());
    }

    @ParameterizedTest
    @CsvSource({
        "INGEST, MALFORMED_ROW, REJECTED_BY_INGEST",
        "INGEST, UNEXPECTED_ERROR, UNEXPECTED_ERROR",
        "VALIDATOR, HARDWARE_HASH_NOT_VALID, REJECTED_BY_VALIDATOR",
        "VALIDATOR, UNEXPECTED_ERROR, UNEXPECTED_ERROR",
        "CLAIM, DEVICE_NOT_FOUND, REFUSED_BY_CLAIM",
        "CLAIM, UNEXPECTED_ERROR, UNEXPECTED_ERROR",
    })
    void ranksARejectionByWhoDecided(By by, FailureCode code, Outcome outcome) {
        assertThat(rejected(by, code).outcome()).isEqualTo(outcome);
    }

    @Test
    void keepsTheEarlierOfTwoEqualOutcomes() {
        var first = SubmissionRow.of(ROW.rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, "first", ROW.decided(1)));
        var second = SubmissionRow.of(ROW.rejected(By.VALIDATOR, FailureCode.MISSING_VALUE, "second", ROW.decided(2)));

        assertThat(first.merge(second)).isEqualTo(first);
        assertThat(second.merge(first)).isEqualTo(first);
    }

    @Test
    void keepsTheSameOfTwoOfOneMomentWhicheverComesFirst() {
        var one = SubmissionRow.of(ROW.rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, "one", ROW.decided(1)));
        var other = SubmissionRow.of(ROW.rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, "other", ROW.decided(1)));

        assertThat(one.merge(other)).isEqualTo(other.merge(one));
    }

    @Test
    void knowsTheDeviceOfAnUnexpectedErrorFromTheRowItself() {
        var merged = SubmissionRow.of(ROW.unexpected(By.CLAIM)).merge(PENDING);

        assertThat(merged.attributes()).isEqualTo(PENDING.attributes());
        assertThat(merged.source()).isEqualTo(new Source(1, 7));
    }

    @Test
    void keepsOfARegisteredOneOnlyWhoIsToUseTheDevice() {
        var merged = REGISTERED.merge(PENDING);

        assertThat(merged.attributes())
                .isEqualTo(Attributes.NONE.merge(PENDING.attributes().onlyUser()));
        assertThat(merged.attributes().assignedUser()).isEqualTo("ann@contoso.example");
        assertThat(merged.source()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 0, 6, 0, 6", "1, 5, 0, 9, 1, 5", "2, 3, 2, 3, 2, 3"})
    void remembersTheLastPlaceOfARowThatWasSubmittedAgain(
            int p1, long o1, int p2, long o2, int partition, long offset) {
        var one = SubmissionRow.of(ROW.submitted(), new Source(p1, o1));
        var other = SubmissionRow.of(ROW.submitted(), new Source(p2, o2));

        assertThat(one.merge(other).source()).isEqualTo(new Source(partition, offset));
        assertThat(other.merge(one).source()).isEqualTo(new Source(partition, offset));
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, false",
        "UNEXPECTED_ERROR, true",
        "REJECTED_BY_INGEST, true",
        "REJECTED_BY_VALIDATOR, true",
        "REFUSED_BY_CLAIM, true",
        "REGISTERED, false"
    })
    void tellsFailuresFromTheRest(Outcome outcome, boolean failure) {
        assertThat(outcome.isFailure()).isEqualTo(failure);
        assertThat(Outcome.of(outcome.rank())).isEqualTo(outcome);
    }

    private static SubmissionRow rejected(By by, FailureCode code) {
        return SubmissionRow.of(ROW.rejected(by, code, null));
    }
}
