package dev.muster.trials.speed;

import dev.muster.trials.system.Figures;
import dev.muster.trials.system.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Everything that a trial of speed has found.
 *
 * @param startSeconds how long the system took until it was ready, each time
 * @param rounds in the order in which they were run; of equal size
 * @param sweep warm rounds of other sizes
 * @param peakBytes peak resident memory by process, over the whole trial
 */
record Results(
        Machine machine,
        String date,
        String command,
        List<Double> startSeconds,
        List<Round> rounds,
        List<Round> sweep,
        List<Singles> singles,
        Map<String, Long> peakBytes) {

    /** The middle of a figure over the rounds of one side. */
    double median(String who, boolean cold, ToDoubleFunction<Round> figure) {
        return Figures.median(figures(rounds, r -> r.who().equals(who) && r.cold() == cold, figure));
    }

    /** How fast the product is beside the floor: 1 is equal. */
    double ratio(boolean cold) {
        return median(Round.PRODUCT, cold, Round::perSecond) / median(Round.FLOOR, cold, Round::perSecond);
    }

    /** What a person wants to read first. */
    String text() {
        var lines = new ArrayList<String>();
        lines.add("%-6s %10s %10s %7s %14s %14s"
                .formatted("", "product/s", "floor/s", "ratio", "product CPU-µs", "floor CPU-µs"));
        for (boolean cold : new boolean[] {true, false}) {
            lines.add("%-6s %,10.0f %,10.0f %7.2f %,14.0f %,14.0f"
                    .formatted(
                            cold ? "cold" : "warm",
                            median(Round.PRODUCT, cold, Round::perSecond),
                            median(Round.FLOOR, cold, Round::perSecond),
                            ratio(cold),
                            median(Round.PRODUCT, cold, Round::cpuMicrosInAll),
                            median(Round.FLOOR, cold, Round::cpuMicrosInAll)));
        }
        sweep.forEach(round -> lines.add("%,9d devices, %,9d there before: %s %,.0f/s, %.0f CPU-µs a device"
                .formatted(round.devices(), round.already(), round.who(), round.perSecond(), round.cpuMicrosInAll())));
        singles.forEach(s -> lines.add("%d rows %s: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms (%d uploads)"
                .formatted(s.rows(), s.loaded() ? "loaded" : "idle", s.p50(), s.p95(), s.p99(), s.uploads())));
        lines.add(
                "ready after " + startSeconds.stream().map("%.1f s"::formatted).toList());
        return String.join(System.lineSeparator(), lines);
    }

    private static List<Double> figures(List<Round> rounds, Predicate<Round> which, ToDoubleFunction<Round> figure) {
        return rounds.stream().filter(which).map(figure::applyAsDouble).toList();
    }
}
