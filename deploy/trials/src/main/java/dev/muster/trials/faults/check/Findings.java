package dev.muster.trials.faults.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what does not hold. */
final class Findings {
    private final List<Violation> violations = new ArrayList<>();

    /** Notes that {@code rule} does not hold; each {@code {}} in {@code what} stands for the next of {@code values}. */
    void add(Rule rule, String what, @Nullable Object... values) {
        var words = new StringBuilder();
        int from = 0;
        for (var value : values) {
            int place = what.indexOf("{}", from);
            words.append(what, from, place).append(value);
            from = place + 2;
        }
        violations.add(new Violation(rule, words.append(what.substring(from)).toString()));
    }

    void unless(boolean holds, Rule rule, String what, @Nullable Object... values) {
        if (!holds) {
            add(rule, what, values);
        }
    }

    /** Everything that is in one of two sets only. */
    <T> void same(Set<T> expected, Set<T> actual, Rule rule, String what) {
        expected.stream()
                .filter(one -> !actual.contains(one))
                .forEach(one -> add(rule, "{} is missing: {}", what, one));
        actual.stream()
                .filter(one -> !expected.contains(one))
                .forEach(one -> add(rule, "{} is not from the topics: {}", what, one));
    }

    List<Violation> all() {
        return violations;
    }
}
