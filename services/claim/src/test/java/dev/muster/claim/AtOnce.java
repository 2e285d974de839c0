package dev.muster.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work of several processes at the same time. */
final class AtOnce {

    private AtOnce() {}

    /** Starts each piece of work on a thread of its own, all in the same moment; gives the results in their order. */
    static <T> List<T> run(List<Callable<T>> work) throws Exception {
        var start = new CyclicBarrier(work.size());
        try (var threads = Executors.newFixedThreadPool(work.size())) {
            List<Future<T>> running = work.stream()
                    .map(one -> threads.submit(() -> {
                        start.await();
                        return one.call();
                    }))
                    .toList();
            var results = new ArrayList<T>();
            for (var one : running) {
                results.add(one.get());
            }
            return results;
        }
    }
}
