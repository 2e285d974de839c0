package dev.muster.model.failure;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with one row.
 *
 * @param code what kind of thing
 * @param detail what it is in this row, for example {@code truncated by 1 byte}; never about another organization
 */
public record Finding(FailureCode code, @Nullable String detail) {

    /** The findings in the order in which the first one decides the row's code; equal codes keep their order. */
    public static List<Finding> inOrder(List<Finding> findings) {
        return findings.stream().sorted(Comparator.comparing(Finding::code)).toList();
    }
}
