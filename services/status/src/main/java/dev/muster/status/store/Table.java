package dev.muster.status.store;

import dev.muster.status.Columns;
import dev.muster.status.projection.Row;
import dev.muster.storage.RacedException;
import dev.muster.storage.Rows;
import io.smallrye.mutiny.Uni;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * A table of rows that merge: those that are there are read under lock, merged with what is new, and written once.
 *
 * @param lock reads the rows of a set of keys, locked, in the order of the keys
 * @param insert writes new rows, of which the columns at these places have a value
 * @param update writes rows over those that are there
 * @param keys the columns of a key
 * @param columns the columns of a row
 * @param read a row from what {@code lock} gives
 */
record Table<K extends Comparable<? super K>, R extends Row<K, R>>(
        String lock,
        Function<BitSet, String> insert,
        String update,
        Function<Collection<K>, Rows<K>> keys,
        Function<Collection<R>, Rows<R>> columns,
        Function<Columns, R> read) {

    /** What a set of changes did to a row: as it was, or null, what was new, and as it is. */
    record Change<R>(@Nullable R before, R fresh, R after) {

        boolean isChange() {
            return !after.equals(before);
        }
    }

    Uni<List<Change<R>>> merge(StatelessSession session, Map<K, R> changes) {
        return merge(session, changes, row -> false, UnaryOperator.identity());
    }

    /**
     * Merges {@code changes}. What is {@code fresh} is taken for a new row without a look whether one is there, and the
     * insert fails where one is; {@code completed} adds to each row what follows once it is merged.
     */
    Uni<List<Change<R>>> merge(
            StatelessSession session, Map<K, R> changes, Predicate<R> fresh, UnaryOperator<R> completed) {
        if (changes.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var ordered = inOrder(changes.values());
        return keys.apply(ordered.stream()
                        .filter(Predicate.not(fresh))
                        .map(Row::key)
                        .toList())
                .select(session, lock)
                .map(rows -> merged(rows, ordered, completed))
                .chain(all -> write(
                                session, all.stream().filter(Change::isChange).toList())
                        .replaceWith(all));
    }

    private List<Change<R>> merged(List<Object[]> rows, List<R> changes, UnaryOperator<R> completed) {
        var before = new HashMap<K, R>();
        rows.forEach(row -> {
            R stored = read.apply(new Columns(row));
            before.put(stored.key(), stored);
        });
        return changes.stream()
                .map(fresh -> {
                    R stored = before.get(fresh.key());
                    R after = completed.apply(stored == null ? fresh : stored.merge(fresh));
                    return new Change<>(stored, fresh, after);
                })
                .toList();
    }

    private Uni<Integer> write(StatelessSession session, List<Change<R>> changed) {
        var fresh = changed.stream()
                .filter(c -> c.before() == null)
                .map(Change::after)
                .toList();
        var known = changed.stream()
                .filter(c -> c.before() != null)
                .map(Change::after)
                .toList();
        var rows = columns.apply(fresh);
        return rows.ofFilled()
                .insert(
                        session,
                        insert.apply(rows.filled()),
                        () -> new RacedException(
                                "one of these rows is there already, perhaps written by another process"))
                .chain(() -> columns.apply(known).update(session, update));
    }

    /** One order for all, so that two batches never wait for each other in a circle. */
    private List<R> inOrder(Collection<R> rows) {
        return rows.stream().sorted(Comparator.comparing(Row::key)).toList();
    }
}
