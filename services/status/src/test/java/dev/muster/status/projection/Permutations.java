package dev.muster.status.projection;

import java.util.ArrayList;
import java.util.List;

/** Every order of a few things. */
final class Permutations {

    private Permutations() {}

    static <T> List<List<T>> of(List<T> things) {
        if (things.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<T>>();
        for (int i = 0; i < things.size(); i++) {
            var rest = new ArrayList<>(things);
            T first = rest.remove(i);
            for (var tail : of(rest)) {
                var order = new ArrayList<T>(List.of(first));
                order.addAll(tail);
                all.add(order);
            }
        }
        return all;
    }
}
