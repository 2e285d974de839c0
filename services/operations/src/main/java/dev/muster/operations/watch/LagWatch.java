package dev.muster.operations.watch;

import dev.muster.model.event.StagePauseChanged;
import dev.muster.operations.lag.GroupLag;
import dev.muster.operations.lag.LagReport;
import dev.muster.operations.lag.Observation;
import dev.muster.operations.lag.PartitionLag;
import dev.muster.operations.lag.Timeline;
import dev.muster.operations.lag.Window;
import dev.muster.runtime.stage.Control;
import dev.muster.runtime.topic.TopicReader;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker how far each group is, every few seconds, once for all who want to know. While the broker is away the
 * last report stands, and says of when it is.
 */
@ApplicationScoped
public class LagWatch {

    private static final Logger LOG = Logger.getLogger(LagWatch.class);
    private static final String GROUP = "muster.";
    private static final int SAMPLES = 500;

    /** To within which the age of the oldest unread record is told. */
    private static final Duration PRECISION = Duration.ofSeconds(10);

    private static final Duration RETENTION_EVERY = Duration.ofMinutes(1);

    private final Groups groups;
    private final TopicReader reader;
    private final Control control;
    private final LagMetrics metrics;
    private final Duration span;
    private final Clock clock;
    private final Map<String, Optional<Duration>> retention = new HashMap<>();
    private @Nullable Instant retentionAt;

    private final Map<String, Map<TopicPartition, Window>> windows = new HashMap<>();
    private final Map<TopicPartition, Timeline> timelines = new HashMap<>();
    private final Map<TopicPartition, Long> sampledEnds = new HashMap<>();
    private final BroadcastProcessor<LagReport> reports = BroadcastProcessor.create();
    private volatile LagReport latest = LagReport.NOTHING_YET;

    LagWatch(Groups groups, TopicReader reader, Control control, LagMetrics metrics, LagConfig config, Clock clock) {
        this.groups = groups;
        this.reader = reader;
        this.control = control;
        this.metrics = metrics;
        this.span = config.lagWindow();
        this.clock = clock;
    }

    /** The latest report. */
    public LagReport latest() {
        return latest;
    }

    /** The latest report, and each new one. */
    public Multi<LagReport> reports() {
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(latest), reports.onOverflow().dropPreviousItems());
    }

    @Scheduled(every = "${muster.operations.lag-interval:2s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            var report = report();
            latest = report;
            metrics.show(report);
            reports.onNext(report);
        } catch (ExecutionException | RuntimeException e) {
            LOG.warnf("lag not known cause=%s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private LagReport report() throws ExecutionException, InterruptedException {
        var all = groups.all();
        Set<TopicPartition> partitions = new HashSet<>();
        all.forEach(group -> partitions.addAll(group.committed().keySet()));
        var ends = offsets(partitions, OffsetSpec.latest());
        var begins = offsets(ends.keySet(), OffsetSpec.earliest());
        tellOfThoseThatAreSilent(partitions, begins.keySet());
        ends.keySet().retainAll(begins.keySet());
        Instant now = clock.instant();
        sample(ends);
        learnRetention(partitions, now);
        var lags = all.stream()
                .map(group -> group.known() ? lag(group, begins, ends, now) : asLastKnown(group.name()))
                .toList();
        forget();
        return new LagReport(now, lags);
    }

    /** In its partitions that have a leader: they are known whatever the others are. */
    private GroupLag lag(
            Groups.Group group, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends, Instant now) {
        var seen = windows.computeIfAbsent(group.name(), name -> new HashMap<>());
        var partitions = new ArrayList<PartitionLag>();
        for (var place : group.committed().entrySet()) {
            var partition = place.getKey();
            Long begin = begins.get(partition);
            Long end = ends.get(partition);
            if (begin == null || end == null) {
                continue;
            }
            long at = place.getValue() == null ? begin : Math.max(begin, place.getValue());
            var window = seen.computeIfAbsent(partition, p -> new Window(span));
            window.add(new Observation(now, at, end));
            partitions.add(lag(partition, window.observations()));
        }
        partitions.sort(Comparator.comparing(PartitionLag::topic).thenComparingInt(PartitionLag::partition));
        return GroupLag.of(group.name(), isPaused(group.name()), group.members(), partitions);
    }

    /** While the broker does not say how far a group is, its last figures stand, and say of when they are. */
    private GroupLag asLastKnown(String group) {
        LOG.warnf("lag not known group=%s", group);
        var before = latest;
        return before.groups().stream()
                .filter(one -> one.group().equals(group))
                .findFirst()
                .map(one -> before.at() == null ? one : one.asOf(before.at()))
                .orElseGet(() -> GroupLag.unknown(group, isPaused(group)));
    }

    /** Of those partitions that have a leader. */
    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        var offsets = new HashMap<TopicPartition, Long>();
        groups.answered(partitions, spec).forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private static void tellOfThoseThatAreSilent(Set<TopicPartition> asked, Set<TopicPartition> answered) {
        if (!answered.containsAll(asked)) {
            var silent = new HashSet<>(asked);
            silent.removeAll(answered);
            LOG.warnf("lag not known partitions=%s", silent);
        }
    }

    /** Once a minute, and of a topic that is new: operators may have a topic keep its records for longer. */
    private void learnRetention(Set<TopicPartition> partitions, Instant now)
            throws ExecutionException, InterruptedException {
        var topics = partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        if (retention.keySet().containsAll(topics)
                && retentionAt != null
                && Duration.between(retentionAt, now).compareTo(RETENTION_EVERY) < 0) {
            return;
        }
        retention.putAll(groups.retention(topics));
        retentionAt = now;
    }

    private PartitionLag lag(TopicPartition partition, List<Observation> window) {
        var now = window.getLast();
        return PartitionLag.of(
                partition.topic(),
                partition.partition(),
                window,
                now.lag() == 0 ? OptionalLong.empty() : timeOf(partition, now.committed(), now.at()),
                retention.getOrDefault(partition.topic(), Optional.empty()).orElse(null),
                span);
    }

    /** Interpolated between records whose times are known; the record itself is read where those say too little. */
    private OptionalLong timeOf(TopicPartition partition, long offset, Instant now) {
        var timeline = timelines.computeIfAbsent(partition, p -> new Timeline(SAMPLES));
        if (!timeline.isSureOf(offset, PRECISION)) {
            var place = new TopicReader.Place(partition.partition(), offset);
            var record = reader.read(partition.topic(), List.of(place)).get(place);
            if (record != null) {
                timeline.add(offset, Math.min(record.timestamp(), now.toEpochMilli())); // it is there, so it is past
            }
        }
        return timeline.timeOf(offset);
    }

    /**
     * The newest record of each partition that has new ones, as one whose time is known; but none whose clock is ahead:
     * it would be the newest for as long as its clock is ahead, whatever was written after it.
     */
    private void sample(Map<TopicPartition, Long> ends) throws ExecutionException, InterruptedException {
        var grown = ends.entrySet().stream()
                .filter(end -> !end.getValue().equals(sampledEnds.get(end.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        var newest = groups.answered(grown, OffsetSpec.maxTimestamp());
        long ahead = clock.instant().plus(PRECISION).toEpochMilli();
        newest.forEach((partition, record) -> {
            if (record.offset() >= 0 && record.timestamp() >= 0 && record.timestamp() <= ahead) {
                timelines
                        .computeIfAbsent(partition, p -> new Timeline(SAMPLES))
                        .add(record.offset(), record.timestamp());
            }
        });
        sampledEnds.putAll(ends);
    }

    /** What lies before the slowest group is of no use. */
    private void forget() {
        var slowest = new HashMap<TopicPartition, Long>();
        windows.values()
                .forEach(group -> group.forEach((partition, window) ->
                        slowest.merge(partition, window.observations().getLast().committed(), Math::min)));
        slowest.forEach((partition, offset) -> {
            var timeline = timelines.get(partition);
            if (timeline != null) {
                timeline.forgetBefore(offset);
            }
        });
    }

    private boolean isPaused(String group) {
        @Nullable String stage = group.startsWith(GROUP) ? group.substring(GROUP.length()) : null;
        return stage != null
                && control.latest(StagePauseChanged.key(stage))
                        .filter(event -> event instanceof StagePauseChanged change && change.paused())
                        .isPresent();
    }
}
