package dev.muster.operations.watch;

import dev.muster.operations.lag.GroupLag;
import dev.muster.operations.lag.LagReport;
import dev.muster.operations.lag.PartitionLag;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The lag as gauges: as of the last report. */
@ApplicationScoped
class LagMetrics {

    private static final double MILLIS = 1000;

    private final MultiGauge records;
    private final MultiGauge seconds;
    private final MultiGauge retentionShare;
    private final MultiGauge in;
    private final MultiGauge out;
    private final MultiGauge drain;
    private final MultiGauge state;
    private final MultiGauge members;
    private final MultiGauge unknown;
    private volatile Instant shownAt;

    LagMetrics(MeterRegistry registry, Clock clock) {
        this.shownAt = clock.instant();
        this.records = gauge(registry, "lag.records", "Records that the group has not read");
        this.seconds = gauge(registry, "lag.seconds", "Age of the oldest record that the group has not read");
        this.retentionShare =
                gauge(registry, "lag.retention.ratio", "That age as a share of the time that the topic keeps a record");
        this.in = gauge(registry, "records.in.rate", "Records written a second");
        this.out = gauge(registry, "records.out.rate", "Records that the group reads a second");
        this.drain = gauge(registry, "drain.seconds", "Until the group has read all, where it catches up");
        this.state = gauge(registry, "state", "0 OK, 1 WARN, 2 STALLED");
        this.members = gauge(registry, "members", "Processes that read for the group");
        this.unknown = gauge(registry, "unknown", "1 while the broker does not say how far the group is");
        Gauge.builder("muster.consumer.report.age.seconds", () -> age(clock.instant()))
                .description("Since the broker last answered; before it ever did, since the start")
                .register(registry);
    }

    void show(LagReport report) {
        if (report.at() != null) {
            shownAt = report.at();
        }
        show(records, report, partition -> (double) partition.lag());
        show(seconds, report, PartitionLag::lagSeconds);
        show(retentionShare, report, PartitionLag::retentionShare);
        show(in, report, PartitionLag::rateIn);
        show(out, report, PartitionLag::rateOut);
        show(drain, report, PartitionLag::drainSeconds);
        show(state, report, partition -> (double) partition.state().level());
        members.register(
                report.groups().stream()
                        .filter(GroupLag::isKnown)
                        .<Row<?>>map(group -> Row.of(Tags.of("group", group.group()), group.members()))
                        .toList(),
                true);
        unknown.register(
                report.groups().stream()
                        .<Row<?>>map(group -> Row.of(Tags.of("group", group.group()), group.isKnown() ? 0 : 1))
                        .toList(),
                true);
    }

    private static void show(MultiGauge gauge, LagReport report, Function<PartitionLag, @Nullable Double> value) {
        List<Row<?>> rows = new ArrayList<>();
        for (GroupLag group : report.groups().stream().filter(GroupLag::isKnown).toList()) {
            for (PartitionLag partition : group.partitions()) {
                Double shown = value.apply(partition);
                if (shown != null) {
                    rows.add(Row.of(
                            Tags.of(
                                    "group",
                                    group.group(),
                                    "topic",
                                    partition.topic(),
                                    "partition",
                                    String.valueOf(partition.partition())),
                            shown));
                }
            }
        }
        gauge.register(rows, true);
    }

    private double age(Instant now) {
        return Duration.between(shownAt, now).toMillis() / MILLIS;
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder("muster.consumer." + name)
                .description(description)
                .register(registry);
    }
}
