package dev.muster.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.local.screen.Table;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The lag of the consumer groups as a table: a line for each group and topic, partitions summed up. */
final class LagTable {
    private LagTable() {}

    static Table of(JsonNode report) {
        var table = new Table("group", "topic", "records", "age", "in/s", "out/s", "drained in", "state");
        for (var group : report.path("groups")) {
            var topics = new TreeMap<String, Sum>();
            for (var partition : group.path("partitions")) {
                topics.computeIfAbsent(partition.path("topic").asText(), t -> new Sum())
                        .add(partition);
            }
            String name = group.path("group").asText() + (group.path("paused").asBoolean() ? " (paused)" : "");
            String unknown = unknown(group);
            if (topics.isEmpty()) {
                table.row(name, "-", "-", "-", "-", "-", "-", unknown.isEmpty() ? "has read nothing yet" : unknown);
            }
            topics.forEach((topic, sum) -> table.row(
                    name,
                    topic,
                    String.format(Locale.ROOT, "%,d", sum.lag),
                    sum.age(),
                    String.format(Locale.ROOT, "%.1f", sum.in),
                    String.format(Locale.ROOT, "%.1f", sum.out),
                    sum.drain(),
                    unknown.isEmpty() ? sum.state : unknown));
        }
        return table;
    }

    /** What stands for the state of a group while the broker does not say how far it is. */
    private static String unknown(JsonNode group) {
        if (group.has("state")) {
            return "";
        }
        return group.has("asOf") ? "unknown since " + group.path("asOf").asText() : "unknown";
    }

    static String age(double seconds) {
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return seconds < 7200
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    private static final class Sum {
        private long lag;
        private double seconds = Double.NaN;
        private double in;
        private double out;
        private String state = "OK";

        void add(JsonNode partition) {
            lag += partition.path("lag").asLong();
            var known = partition.path("lagSeconds");
            if (known.isNumber()) {
                seconds = Double.isNaN(seconds) ? known.asDouble() : Math.max(seconds, known.asDouble());
            }
            in += partition.path("rateIn").asDouble();
            out += partition.path("rateOut").asDouble();
            state = worse(state, partition.path("state").asText());
        }

        /** Of the oldest whose age is known. */
        String age() {
            return Double.isNaN(seconds) ? "-" : LagTable.age(seconds);
        }

        String drain() {
            return lag == 0 ? "-" : out > in ? LagTable.age(lag / (out - in)) : "never";
        }

        private static String worse(String one, String other) {
            var order = List.of("OK", "WARN", "STALLED");
            return order.indexOf(one) >= order.indexOf(other) ? one : other;
        }
    }
}
