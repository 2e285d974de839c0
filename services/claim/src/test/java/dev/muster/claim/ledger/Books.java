package dev.muster.claim.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The tables of the ledger in memory: a batch is decided on a page and written back, as the store does. */
final class Books {

    private final Map<UUID, Ownership> devices = new HashMap<>();
    private final Map<SubmissionId, Entry> entries = new HashMap<>();
    private final Map<UUID, List<Entry>> history = new HashMap<>();

    /** Decides a batch; fails where what is to be written breaks a constraint of the tables. */
    List<Entry> decide(List<Ask> asks, Instant now) {
        var page = new Page(
                asks.stream()
                        .map(ask -> devices.get(ask.deviceId()))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                asks.stream()
                        .map(ask -> entries.get(ask.cause()))
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        var decisions = asks.stream().map(ask -> page.decide(ask, now)).toList();
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
        return decisions;
    }

    /** Reads each device's history from its beginning and compares it with what the ledger says of the device now. */
    void audit() {
        assertThat(history.keySet()).isEqualTo(devices.keySet());
        history.forEach((device, decisions) -> {
            Entry holder = null;
            long sequence = 0;
            for (Entry entry : decisions) {
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
            assertThat(devices.get(device))
                    .isEqualTo(new Ownership(
                            device,
                            sequence,
                            holder == null ? null : holder.tenant(),
                            holder == null ? null : holder.cause()));
        });
    }
}
