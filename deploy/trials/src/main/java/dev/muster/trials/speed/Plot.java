package dev.muster.trials.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The results as a picture: devices per second, and where the CPU time of a device goes. */
final class Plot {
    private static final int WIDTH = 760;
    private static final int LEFT = 210;
    private static final int BAR = 22;
    private static final int GAP = 8;
    private static final int ROOM = WIDTH - LEFT - 90;
    private static final List<String> COLOURS =
            List.of("#4472a8", "#d1873a", "#5d9b5a", "#b5524c", "#8571a8", "#7f6a55", "#c77fae", "#7a7a7a");

    private final List<String> shapes = new ArrayList<>();
    private int y = 10;

    private Plot() {}

    /** A picture of {@code results}, as SVG. */
    static String of(Results results) {
        var plot = new Plot();
        plot.title("Devices per second, median of the rounds; thousands on thousands there before");
        double most = Stream.concat(results.rounds().stream(), results.sweep().stream())
                .mapToDouble(Round::perSecond)
                .max()
                .orElse(0);
        for (boolean cold : new boolean[] {true, false}) {
            for (var who : List.of(Round.PRODUCT, Round.FLOOR)) {
                double figure = results.median(who, cold, Round::perSecond);
                plot.bar(who + (cold ? ", cold" : ", warm"), figure, most, colour(who));
            }
        }
        for (var round : results.sweep()) {
            var label = String.format(
                    Locale.ROOT, "%s, %s on %s", round.who(), thousands(round.devices()), thousands(round.already()));
            plot.bar(label, round.perSecond(), most, colour(round.who()));
        }
        plot.title("CPU microseconds per device by process, warm");
        var names = new TreeSet<String>();
        results.rounds().forEach(round -> names.addAll(round.cpuMicros().keySet()));
        double largest = names.stream()
                .mapToDouble(name -> Math.max(cpu(results, Round.PRODUCT, name), cpu(results, Round.FLOOR, name)))
                .max()
                .orElse(0);
        int colour = 0;
        for (var name : names) {
            var own = COLOURS.get(colour++ % COLOURS.size());
            plot.bar(name + ", " + Round.PRODUCT, cpu(results, Round.PRODUCT, name), largest, own);
            plot.bar(name + ", " + Round.FLOOR, cpu(results, Round.FLOOR, name), largest, own);
        }
        return plot.svg();
    }

    private static double cpu(Results results, String who, String process) {
        return results.median(who, false, round -> round.cpuMicros().getOrDefault(process, 0.0));
    }

    private static String thousands(long devices) {
        return String.format(Locale.ROOT, devices < 1000 ? "%,d" : "%,dk", devices < 1000 ? devices : devices / 1000);
    }

    private static String colour(String who) {
        return COLOURS.get(Round.FLOOR.equals(who) ? 7 : 0);
    }

    private void title(String text) {
        y += 24;
        shapes.add("<text x=\"10\" y=\"%d\" font-weight=\"bold\">%s</text>".formatted(y, text));
        y += 12;
    }

    /** A bar with its name before and its figure behind it; none for a figure that there is not. */
    private void bar(String name, double figure, double most, String colour) {
        if (!(figure > 0)) {
            return;
        }
        double width = ROOM * figure / most;
        int middle = y + BAR / 2 + 5;
        shapes.add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>".formatted(LEFT - 8, middle, name));
        shapes.add(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                LEFT,
                y,
                width,
                BAR,
                colour));
        shapes.add(
                String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%,.0f</text>", LEFT + width + 6, middle, figure));
        y += BAR + GAP;
    }

    private String svg() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="13">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                %s
                </svg>
                """.formatted(WIDTH, y + 10, String.join("\n", shapes));
    }
}
