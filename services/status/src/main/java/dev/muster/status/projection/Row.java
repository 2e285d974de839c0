package dev.muster.status.projection;

/**
 * A row of the read model: what the facts seen so far say of one thing. {@link #merge} is commutative, associative and
 * idempotent, so any order and any repetition of the same facts ends in the same row.
 *
 * @param <K> names the thing
 * @param <R> the row itself
 */
public interface Row<K extends Comparable<? super K>, R extends Row<K, R>> {

    K key();

    /** What this row and {@code other}, of the same key, say together. */
    R merge(R other);
}
