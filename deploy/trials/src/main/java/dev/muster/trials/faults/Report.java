package dev.muster.trials.faults;

import dev.muster.trials.faults.Rebuilding.Rebuilt;
import dev.muster.trials.faults.check.Violation;
import dev.muster.trials.faults.fault.Carried;
import dev.muster.trials.system.Figures;
import dev.muster.trials.system.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a trial has found.
 *
 * @param faults how many of each were done, by name such as {@code kill claim}
 * @param missed of those, how many met nothing: a process that was between two lives, a topic without a record
 * @param backSeconds of processes that were killed or left: median and longest time until they were ready again
 * @param rebuilt what came of building the read model again at the end; null where something was wrong before
 */
record Report(
        Machine machine,
        long seed,
        String began,
        double minutes,
        int processes,
        Map<String, Integer> faults,
        int missed,
        Map<String, Back> backSeconds,
        List<Round> rounds,
        @Nullable Rebuilt rebuilt) {
    private static final int SHOWN = 40;

    /** How long a process was away. */
    record Back(int times, double median, double longest) {}

    static Map<String, Integer> counted(List<Carried> carried) {
        var counted = new TreeMap<String, Integer>();
        carried.forEach(one -> counted.merge(one.fault().name(), 1, Integer::sum));
        return counted;
    }

    static int missed(List<Carried> carried) {
        return (int) carried.stream()
                .filter(one -> one.detail().startsWith("no record")
                        || one.detail().startsWith("0 ")
                        || one.detail().startsWith("was not running"))
                .count();
    }

    static Map<String, Back> back(List<Carried> carried) {
        var back = new TreeMap<String, Back>();
        carried.stream()
                .filter(one -> one.back().isPresent())
                .collect(Collectors.groupingBy(one -> one.fault().name()))
                .forEach((name, all) -> {
                    var seconds = all.stream()
                            .map(Carried::back)
                            .flatMap(Optional::stream)
                            .map(Report::seconds)
                            .toList();
                    back.put(
                            name,
                            new Back(
                                    seconds.size(),
                                    rounded(Figures.median(seconds)),
                                    rounded(Figures.percentile(seconds, 100))));
                });
        return back;
    }

    static double seconds(Duration duration) {
        return rounded(duration.toMillis() / 1000.0);
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 10) / 10.0;
    }

    List<Violation> violations() {
        return Stream.concat(
                        rounds.stream().map(Round::violations),
                        Stream.ofNullable(rebuilt).map(Rebuilt::violations))
                .flatMap(List::stream)
                .toList();
    }

    /** For a person. */
    String text() {
        var lines = new ArrayList<String>();
        lines.add("seed %d, %d faults in %.1f minutes, %d processes, %d met nothing"
                .formatted(seed, faults.values().stream().mapToInt(n -> n).sum(), minutes, processes, missed));
        faults.forEach((name, times) -> lines.add("  %4d  %s".formatted(times, name)));
        backSeconds.forEach((name, back) -> lines.add("  %s: back after %.1f s (median), %.1f s (longest of %d)"
                .formatted(name, back.median(), back.longest(), back.times())));
        rounds.forEach(round -> lines.add(line(round)));
        Stream.ofNullable(rebuilt).forEach(done -> lines.add(line(done)));
        violations().stream()
                .limit(SHOWN)
                .forEach(v -> lines.add("  %s: %s".formatted(v.rule().sentence(), v.what())));
        lines.add(
                violations().isEmpty()
                        ? "nothing was lost, nothing was doubled"
                        : violations().size() + " violations");
        return String.join(System.lineSeparator(), lines);
    }

    static String line(Round r) {
        return ("round %d: settled after %.1f s; %d uploads (%d answered), %d rows, %d releases, %d check-ins,"
                        + " %d decisions about %d devices (%d owned), %d poison, %d dead letters; %d violations")
                .formatted(
                        r.number(),
                        r.settledSeconds(),
                        r.uploads(),
                        r.answered(),
                        r.rows(),
                        r.releases(),
                        r.checkIns(),
                        r.decisions(),
                        r.devices(),
                        r.owned(),
                        r.poison(),
                        r.letters(),
                        r.violations().size());
    }

    static String line(Rebuilt r) {
        return "rebuild: %s after %.1f s, %d events read; %d violations"
                .formatted(r.state(), r.seconds(), r.events(), r.violations().size());
    }
}
