package dev.muster.status.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.status.Upload;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistrationRowTest {

    private static final Upload UPLOAD =
            Upload.of("contoso").ordered("PO-1", "P-9").by("partner-1");
    private static final RegistrationRow OPENED = RegistrationRow.of(UPLOAD.opened(1));
    private static final RegistrationRow INTERRUPTED = RegistrationRow.of(UPLOAD.interrupted(1));
    private static final RegistrationRow OPENED_AGAIN = RegistrationRow.of(UPLOAD.opened(2));
    private static final RegistrationRow CLOSED = RegistrationRow.of(UPLOAD.closed(2, 3));

    @Test
    void saysWhatWasSaidWhenItWasOpened() {
        assertThat(OPENED.opened())
                .isEqualTo(new RegistrationRow.Opened(
                        1, List.of(Upload.FILE), "PO-1", "P-9", UPLOAD.at(), "user-1", "partner-1"));
        assertThat(OPENED.tenant()).isEqualTo("contoso");
    }

    @Test
    void keepsTheGreatestAttemptWhicheverComesFirst() {
        assertThat(OPENED.merge(OPENED_AGAIN).opened().attempt()).isEqualTo(2);
        assertThat(OPENED_AGAIN.merge(OPENED)).isEqualTo(OPENED.merge(OPENED_AGAIN));
        assertThat(INTERRUPTED.merge(RegistrationRow.of(UPLOAD.interrupted(2))).interruptedAttempt())
                .isEqualTo(2);
    }

    @Test
    void comesToTheSameInEveryOrderOfAttempts() {
        var expected = new RegistrationRow(UPLOAD.id(), "contoso", OPENED_AGAIN.opened(), 1, CLOSED.closed(), null);

        assertThat(Permutations.of(List.of(OPENED, INTERRUPTED, OPENED_AGAIN, CLOSED)))
                .allSatisfy(order -> assertThat(order.stream().reduce(RegistrationRow::merge))
                        .contains(expected));
    }

    @Test
    void keepsTheFirstEndOfTwo() {
        var first = RegistrationRow.of(UPLOAD.closed(1, 3, UPLOAD.at().plusSeconds(1)));
        var second = RegistrationRow.of(UPLOAD.closed(2, 3, UPLOAD.at().plusSeconds(2)));

        assertThat(first.merge(second)).isEqualTo(first);
        assertThat(second.merge(first)).isEqualTo(first);
    }

    @Test
    void knowsNothingOfItsOpeningWhereOnlyLaterFactsWereSeen() {
        assertThat(INTERRUPTED.merge(CLOSED).opened()).isNull();
    }

    @Test
    void keepsTheLatestDecisionOfItsRowsWhicheverComesFirst() {
        var early = RegistrationRow.decided(UPLOAD.id(), "contoso", UPLOAD.at());
        var late = RegistrationRow.decided(UPLOAD.id(), "contoso", UPLOAD.at().plusSeconds(9));

        assertThat(early.merge(late)).isEqualTo(late).isEqualTo(late.merge(early));
        assertThat(CLOSED.merge(late).decidedAt()).isEqualTo(late.decidedAt());
    }
}
