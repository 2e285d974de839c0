package dev.muster.status.store;

import dev.muster.status.projection.Changes;
import dev.muster.status.projection.SubmissionRow;
import dev.muster.status.projection.Tally;
import dev.muster.storage.Database;
import dev.muster.storage.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** Writes what a batch changes, in one transaction; counts move in the same transaction as the rows that they count. */
@ApplicationScoped
public class ReadModelStore {

    private static final String COUNT = """
            insert into tally (registration_id, outcome, n)
            select * from unnest(cast(cast(?1 as text[]) as uuid[]), cast(?2 as text[]), cast(?3 as int4[]))
            on conflict (registration_id, outcome) do update set n = tally.n + excluded.n""";

    private final Database database;

    ReadModelStore(Database database) {
        this.database = database;
    }

    /** Merges {@code changes} into the tables. */
    public void apply(Changes changes) {
        database.inTransaction(session -> Tables.SUBMISSIONS
                .merge(session, changes.submissions())
                .chain(changed -> count(session, changed))
                .chain(() -> Tables.DEVICES.merge(session, changes.devices()))
                .chain(() -> Tables.CHECK_INS.merge(session, changes.checkIns()))
                .chain(() -> Tables.REGISTRATIONS.merge(session, changes.registrations()))
                .chain(() -> Tables.RELEASES.merge(session, changes.releases())));
    }

    private static Uni<Integer> count(StatelessSession session, List<Table.Change<SubmissionRow>> changed) {
        var tally = new Tally();
        changed.forEach(change -> tally.count(change.before(), change.after()));
        var deltas = tally.deltas().entrySet().stream()
                .sorted(Comparator.comparing(delta -> delta.getKey().toString()))
                .toList();
        return Rows.<Map.Entry<Tally.Key, Integer>>of(deltas)
                .uuid(delta -> delta.getKey().registrationId())
                .text(delta -> delta.getKey().outcome())
                .int4(Map.Entry::getValue)
                .update(session, COUNT);
    }
}
