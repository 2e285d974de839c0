package dev.muster.storage;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * A set of rows as the arrays that {@code unnest} takes, one for each column, so that a set is one statement.
 *
 * <p>Parameters are numbered in the order in which the columns are added: {@code cast(?1 as text[])}. Times go as
 * milliseconds: the driver has no array of theirs.
 *
 * @param <T> what a row is made from
 */
public final class Rows<T> {

    private final Collection<T> rows;
    private final List<Object> arrays = new ArrayList<>();
    private final BitSet filled = new BitSet();

    private Rows(Collection<T> rows) {
        this.rows = rows;
    }

    public static <T> Rows<T> of(Collection<T> rows) {
        return new Rows<>(rows);
    }

    public Rows<T> text(Function<T, @Nullable String> column) {
        arrays.add(array(new String[rows.size()], column));
        return this;
    }

    public Rows<T> uuid(Function<T, @Nullable UUID> column) {
        arrays.add(array(new UUID[rows.size()], column));
        return this;
    }

    public Rows<T> int4(Function<T, @Nullable Integer> column) {
        arrays.add(array(new Integer[rows.size()], column));
        return this;
    }

    public Rows<T> int8(Function<T, @Nullable Long> column) {
        arrays.add(array(new Long[rows.size()], column));
        return this;
    }

    public Rows<T> millis(Function<T, @Nullable Instant> column) {
        return int8(row -> {
            Instant time = column.apply(row);
            return time == null ? null : time.toEpochMilli();
        });
    }

    private <C> C[] array(@Nullable C[] values, Function<T, @Nullable C> column) {
        int at = 0;
        boolean any = false;
        for (T row : rows) {
            C value = column.apply(row);
            any |= value != null;
            values[at++] = value;
        }
        filled.set(arrays.size(), any);
        return values;
    }

    /** The columns, by their place from 0, that have a value in any row. */
    public BitSet filled() {
        return (BitSet) filled.clone();
    }

    /** The same rows without the columns that have no value in any of them, for a statement that leaves them out too. */
    public Rows<T> ofFilled() {
        var fewer = new Rows<>(rows);
        filled.stream().forEach(column -> {
            fewer.filled.set(fewer.arrays.size());
            fewer.arrays.add(arrays.get(column));
        });
        return fewer;
    }

    /** Runs {@code sql}, which changes rows; gives how many. */
    public Uni<Integer> update(Mutiny.StatelessSession session, String sql) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        var query = session.createNativeQuery(sql);
        for (int i = 0; i < arrays.size(); i++) {
            query.setParameter(i + 1, arrays.get(i));
        }
        return query.executeUpdate();
    }

    /**
     * Runs {@code sql}, which inserts all rows; fails with what {@code there} makes where one of them is there already.
     * Cheaper than {@code on conflict do nothing}, which looks before it writes and writes twice.
     */
    public Uni<Integer> insert(Mutiny.StatelessSession session, String sql, Supplier<RuntimeException> there) {
        return update(session, sql).onFailure(Rows::isThere).transform(failure -> there.get());
    }

    private static boolean isThere(Throwable failure) {
        return failure instanceof ConstraintViolationException violation
                && violation.getKind() == ConstraintKind.UNIQUE
                && violation.getConstraintName() != null;
    }

    /** Runs {@code sql}, which reads at least two columns, and gives the rows. */
    public Uni<List<Object[]>> select(Mutiny.StatelessSession session, String sql) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var query = session.createNativeQuery(sql, Object[].class);
        for (int i = 0; i < arrays.size(); i++) {
            query.setParameter(i + 1, arrays.get(i));
        }
        return query.getResultList();
    }
}
