package dev.muster.status.store;

import dev.muster.status.Columns;
import dev.muster.status.projection.Row;
import dev.muster.storage.RacedException;
import dev.muster.storage.Rows;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * A table of rows that merge: those that are there are read under lock, merged with what is new, and written once.
 *
 * @param lock reads the rows of a set of keys, locked, in the order of the keys
 * @param insert writes new rows, doing nothing about those that are there
 * @param update writes rows over those that are there
 * @param keys the columns of a key
 * @param columns the columns of a row
 * @param read a row from what {@code lock} gives
 */
record Table<K extends Comparable<? super K>, R extends Row<K, R>>(
        String lock,
        String insert,
        String update,
        Function<Collection<K>, Rows<K>> keys,
        Function<Collection<R>, Rows<R>> columns,
        Function<Columns, R> read) {

    /** What a set of changes did to a table: each row that changed, as it was, or null, and as it is. */
    record Change<R>(@Nullable R before, R after) {}

    Uni<List<Change<R>>> merge(StatelessSession session, Map<K, R> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return keys.apply(sorted(changes.keySet()))
                .select(session, lock)
                .map(rows -> changed(rows, changes))
                .chain(changed -> write(session, changed).replaceWith(changed));
    }

    private List<Change<R>> changed(List<Object[]> rows, Map<K, R> changes) {
        var before = new HashMap<K, R>();
        rows.forEach(row -> {
            R stored = read.apply(new Columns(row));
            before.put(stored.key(), stored);
        });
        var changed = new ArrayList<Change<R>>();
        for (R fresh : changes.values()) {
            R stored = before.get(fresh.key());
            R after = stored == null ? fresh : stored.merge(fresh);
            if (!after.equals(stored)) {
                changed.add(new Change<>(stored, after));
            }
        }
        changed.sort(Comparator.comparing(change -> change.after().key()));
        return changed;
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
        return columns.apply(fresh)
                .update(session, insert)
                .invoke(written -> {
                    if (written != fresh.size()) {
                        throw new RacedException("another process has just written one of these rows");
                    }
                })
                .chain(() -> columns.apply(known).update(session, update));
    }

    /** One order for all, so that two batches never wait for each other in a circle. */
    private List<K> sorted(Collection<K> keys) {
        return keys.stream().sorted().toList();
    }
}
