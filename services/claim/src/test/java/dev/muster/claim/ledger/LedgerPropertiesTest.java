package dev.muster.claim.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of the ledger whatever is asked, in whatever order, however cut into batches, and however often. */
class LedgerPropertiesTest {

    private static final Instant BEGIN = Instant.parse("2026-01-31T08:00:00Z");

    /**
     * One thing asked.
     *
     * @param tenant of three
     * @param upload of two that the tenant has under way
     * @param device of three
     * @param again how many of the earlier asks, counted back, come again right after it, in the same batch
     * @param last whether the batch ends with it
     */
    record Step(int tenant, int upload, int device, Kind kind, List<Integer> again, boolean last) {}

    enum Kind {
        HASHED,
        TUPLE,
        RELEASE
    }

    @Property
    void keepsOneOwnerADeviceAndEachDecisionForEver(@ForAll("runs") List<Step> steps) {
        var books = new Books();
        var first = new HashMap<SubmissionId, Entry>();
        var asked = new ArrayList<Ask>();
        var batch = new ArrayList<Ask>();
        for (Step step : steps) {
            Ask ask = ask(step, asked.size());
            asked.add(ask);
            batch.add(ask);
            step.again().forEach(back -> batch.add(asked.get(Math.max(0, asked.size() - back))));
            if (step.last()) {
                decide(books, batch, asked.size(), first);
            }
        }
        decide(books, batch, asked.size(), first);
        assertThat(first).hasSize(asked.size());
    }

    @Property
    void comesToTheSameBooksWhateverTheBatches(@ForAll("runs") List<Step> steps) {
        var asks = new ArrayList<Ask>();
        steps.forEach(step -> asks.add(ask(step, asks.size())));
        var atOnce = new Books().decide(asks, BEGIN);

        var oneByOne = new Books();
        var decided = asks.stream()
                .flatMap(ask -> oneByOne.decide(List.of(ask), BEGIN).stream())
                .toList();

        assertThat(decided).isEqualTo(atOnce);
    }

    /** Decides and forgets the batch; what was decided before must come out again, word for word. */
    private static void decide(Books books, List<Ask> batch, int tick, Map<SubmissionId, Entry> first) {
        var decisions = books.decide(batch, BEGIN.plusSeconds(tick));
        for (int i = 0; i < batch.size(); i++) {
            var ask = batch.get(i);
            var before = first.putIfAbsent(ask.cause(), decisions.get(i));
            if (before != null) {
                assertThat(decisions.get(i)).isEqualTo(before);
                assertThat(Telling.of(ask, decisions.get(i))).isEqualTo(Telling.of(ask, before));
            }
        }
        batch.clear();
        books.audit();
    }

    private static Ask ask(Step step, int number) {
        String tenant = "tenant-" + step.tenant();
        UUID device = new UUID(1, step.device());
        var submission = new SubmissionId(new UUID(step.tenant(), step.upload()), 1, number + 2);
        return switch (step.kind()) {
            case HASHED -> new Ask.Claim(Asks.hashed(tenant, submission, device));
            case TUPLE -> new Ask.Claim(Asks.tuple(tenant, submission, device));
            case RELEASE -> new Ask.Release(Asks.release(tenant, new UUID(9, number), device));
        };
    }

    @Provide
    Arbitrary<List<Step>> runs() {
        var again = Arbitraries.integers().between(1, 30).list().ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(Kind.HASHED, Kind.HASHED, Kind.TUPLE, Kind.RELEASE, Kind.RELEASE),
                        again,
                        Arbitraries.of(true, false, false))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }
}
