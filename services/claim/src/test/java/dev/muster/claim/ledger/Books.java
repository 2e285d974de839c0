package dev.muster.claim.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.DeviceContested;
import dev.muster.model.event.DeviceShipped;
import dev.muster.model.event.Event;
import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The tables of the ledger in memory: a batch is taken in on a page and written back, as the store does. */
final class Books {

    private final Settings settings;
    private final int portion;
    private final Map<UUID, Ownership> devices = new HashMap<>();
    private final Map<SubmissionId, Entry> entries = new HashMap<>();
    private final Map<UUID, List<Entry>> history = new HashMap<>();
    private final Map<UUID, Map<String, Declaration>> catalogue = new HashMap<>();
    private final Map<SubmissionId, Held> held = new LinkedHashMap<>();
    private final Map<SubmissionId, DeviceContested> contested = new HashMap<>();

    Books(Settings settings) {
        this(settings, Integer.MAX_VALUE);
    }

    /** Of rows that wait no more than {@code portion} are decided at once, by a manifest or by time. */
    Books(Settings settings, int portion) {
        this.settings = settings;
        this.portion = portion;
    }

    /** Takes in a batch; fails where what is to be written breaks a constraint of the tables. */
    List<Event> take(List<Event> batch, Instant now, boolean acknowledged) {
        var page = new Page(facts(batch, now));
        var told =
                batch.stream().flatMap(event -> page.take(event, now).stream()).toList();
        write(page, acknowledged);
        return told;
    }

    /** Decides a portion of what has waited until {@code now}. */
    List<Event> settle(Instant now, boolean acknowledged) {
        var due = held.values().stream()
                .filter(one -> !one.until().isAfter(now))
                .limit(portion)
                .toList();
        var page = new Page(facts(due, Set.of(), Set.of()));
        var told = due.stream().map(one -> page.settle(one, now)).toList();
        write(page, acknowledged);
        return told;
    }

    private Facts facts(List<Event> batch, Instant now) {
        var declared = batch.stream()
                .filter(DeviceShipped.class::isInstance)
                .map(event -> ((DeviceShipped) event).deviceId())
                .collect(Collectors.toSet());
        var inLine = held.values().stream()
                .filter(one -> declared.contains(one.deviceId()))
                .toList();
        var first = inLine.stream().limit(portion).toList();
        inLine.stream()
                .skip(portion)
                .filter(one -> one.until().isAfter(now))
                .forEach(one -> held.put(one.cause(), new Held(one.ask(), now)));
        var left = held.values().stream()
                .filter(one -> !first.contains(one))
                .map(Held::deviceId)
                .collect(Collectors.toSet());
        return facts(first, Set.copyOf(held.keySet()), left);
    }

    private Facts facts(List<Held> toDecide, Set<SubmissionId> waiting, Set<UUID> left) {
        return new Facts(
                devices.values(),
                entries.values(),
                catalogue.values().stream().flatMap(of -> of.values().stream()).toList(),
                toDecide,
                waiting,
                left,
                contested.values(),
                settings);
    }

    private void write(Page page, boolean acknowledged) {
        for (var device : page.newDevices()) {
            assertThat(devices.put(device.deviceId(), device)).isNull();
        }
        for (var device : page.changedDevices()) {
            assertThat(devices.put(device.deviceId(), device)).isNotNull();
        }
        for (var entry : page.newEntries()) {
            assertThat(entries.put(entry.cause(), entry)).isNull();
            history.computeIfAbsent(entry.deviceId(), id -> new ArrayList<>()).add(entry);
        }
        for (var one : page.newDeclarations()) {
            catalogue.computeIfAbsent(one.deviceId(), id -> new HashMap<>()).put(one.supplier(), one);
        }
        for (var one : page.newHeld()) {
            assertThat(held.put(one.cause(), one)).isNull();
        }
        for (var one : page.newContested()) {
            assertThat(contested.put(one.declaration(), one)).isNull();
        }
        if (acknowledged) {
            page.settled().forEach(one -> held.remove(one.cause()));
        }
    }

    /** Rows that wait, decided or not. */
    Map<SubmissionId, Held> held() {
        return held;
    }

    Map<SubmissionId, Entry> entries() {
        return entries;
    }

    /** What stands in the catalogue, as declared. */
    Map<UUID, Map<String, SubmissionId>> standing() {
        var standing = new HashMap<UUID, Map<String, SubmissionId>>();
        catalogue.forEach((device, of) -> of.forEach((supplier, one) ->
                standing.computeIfAbsent(device, id -> new HashMap<>()).put(supplier, one.id())));
        return standing;
    }

    /** Reads each device's history from its beginning and compares it with what the ledger says of the device now. */
    void audit() {
        assertThat(devices.keySet()).containsAll(history.keySet());
        devices.forEach((device, now) -> {
            Entry holder = null;
            long sequence = 0;
            for (Entry entry : history.getOrDefault(device, List.of())) {
                assertThat(entry.sequence()).isEqualTo(++sequence);
                if (entry.outcome() == Outcome.CLAIMED) {
                    assertThat(holder)
                            .as("owner when %s claims", entry.tenant())
                            .isNull();
                    holder = entry;
                } else if (entry.outcome() == Outcome.RELEASED) {
                    assertThat(Objects.requireNonNull(holder).tenant()).isEqualTo(entry.tenant());
                    holder = null;
                }
            }
            assertThat(now)
                    .isEqualTo(new Ownership(
                            device,
                            sequence,
                            holder == null ? null : holder.tenant(),
                            holder == null ? null : holder.cause(),
                            now.noted()));
            assertThat(now.noted() || !catalogue.containsKey(device))
                    .as("noted where declared")
                    .isTrue();
        });
    }

    /** Each contest is about a claim that was made, by another than who bought the device. */
    void auditContests(List<DeviceShipped> declared) {
        contested.forEach((declaration, contest) -> {
            var shipped = declared.stream()
                    .filter(one -> one.declaration().equals(declaration))
                    .findFirst()
                    .orElseThrow();
            var claim = history.get(contest.deviceId()).get((int) contest.sequence() - 1);
            assertThat(contest.soldTo()).isEqualTo(shipped.soldTo()).isNotEqualTo(contest.owner());
            assertThat(claim.outcome()).isEqualTo(Outcome.CLAIMED);
            assertThat(claim.tenant()).isEqualTo(contest.owner());
        });
    }
}
