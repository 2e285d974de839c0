import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Draws a flight recording as a flame graph: {@code java Flames.java RECORDING.jfr FLAMES.svg TITLE}. A box is a method,
 * its width the share of samples with it on the stack, below it what called it; at the bottom are threads. Takes samples of
 * CPU time (jdk.CPUTimeSample, JDK 25) and, where a recording has none, of execution (jdk.ExecutionSample). What has less
 * than one of 150 samples is left out. Hold the mouse over a box for its whole name and its share.
 */
final class Flames {
    private static final double LEAST = 1.0 / 150;
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 16;
    private static final int CHARACTER = 7;

    private static final class Node {
        private final Map<String, Node> callees = new TreeMap<>();
        private long samples;

        void add(List<String> stack) {
            var node = this;
            node.samples++;
            for (String frame : stack) {
                node = node.callees.computeIfAbsent(frame, name -> new Node());
                node.samples++;
            }
        }

        int depth(long least) {
            return 1
                    + callees.values().stream()
                            .filter(callee -> callee.samples >= least)
                            .mapToInt(callee -> callee.depth(least))
                            .max()
                            .orElse(0);
        }
    }

    private final StringBuilder svg = new StringBuilder();
    private final Node all;
    private final long least;
    private final int depth;

    private Flames(Node all) {
        this.all = all;
        this.least = Math.max(1, Math.round(all.samples * LEAST));
        this.depth = all.depth(least);
    }

    public static void main(String[] args) throws IOException {
        var recording = Path.of(args[0]);
        var all = read(recording, "jdk.CPUTimeSample");
        if (all.samples == 0) {
            all = read(recording, "jdk.ExecutionSample");
        }
        if (all.samples == 0) {
            throw new IllegalArgumentException(recording + " has no samples");
        }
        Files.writeString(Path.of(args[1]), new Flames(all).draw(args[2]), UTF_8);
    }

    private static Node read(Path recording, String kind) throws IOException {
        var all = new Node();
        try (var file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                var event = file.readEvent();
                if (event.getEventType().getName().equals(kind) && event.getStackTrace() != null) {
                    all.add(stack(event, kind));
                }
            }
        }
        return all;
    }

    /** From the thread up; threads of one kind are one. */
    private static List<String> stack(RecordedEvent event, String kind) {
        var thread = event.getThread(kind.equals("jdk.CPUTimeSample") ? "eventThread" : "sampledThread");
        var stack = new ArrayList<String>();
        stack.add(thread == null || thread.getJavaName() == null ? "?" : thread.getJavaName().replaceAll("\\d+", "N"));
        for (RecordedFrame frame : event.getStackTrace().getFrames().reversed()) {
            var type = frame.getMethod().getType().getName().replaceAll("(\\$\\$Lambda|0x).*", "lambda");
            stack.add(type + "." + frame.getMethod().getName());
        }
        return stack;
    }

    private String draw(String title) {
        int height = (depth + 2) * HEIGHT;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"monospace\" font-size=\"11\">\n"
                .formatted(WIDTH, height));
        svg.append("<text x=\"4\" y=\"12\">%s, %,d samples</text>\n".formatted(escaped(title), all.samples));
        double x = 0;
        for (var thread : all.callees.entrySet()) {
            x += box(thread.getKey(), thread.getValue(), x, 1);
        }
        return svg.append("</svg>\n").toString();
    }

    /** Draws a method and what it calls; returns its width. */
    private double box(String name, Node node, double x, int level) {
        double width = (double) WIDTH * node.samples / all.samples;
        if (node.samples < least) {
            return width;
        }
        int y = (depth + 1 - level) * HEIGHT;
        var brief = name.substring(name.lastIndexOf('.', Math.max(0, name.lastIndexOf('.') - 1)) + 1);
        int room = (int) (width / CHARACTER);
        svg.append(String.format(
                Locale.ROOT,
                "<g><title>%s %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\" stroke=\"#fff\"/>",
                escaped(name), 100.0 * node.samples / all.samples, x, y, width, HEIGHT, colour(name)));
        if (room > 2) {
            svg.append("<text x=\"%.1f\" y=\"%d\">%s</text>"
                    .formatted(x + 2, y + 12, escaped(brief.substring(0, Math.min(room, brief.length())))));
        }
        svg.append("</g>\n");
        double at = x;
        for (var callee : node.callees.entrySet()) {
            at += box(callee.getKey(), callee.getValue(), at, level + 1);
        }
        return width;
    }

    /** The product's own code stands out. */
    private static String colour(String name) {
        return name.startsWith("dev.muster") ? "#f4a261" : name.startsWith("java") || name.startsWith("jdk") ? "#e9edc9" : "#a8dadc";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
