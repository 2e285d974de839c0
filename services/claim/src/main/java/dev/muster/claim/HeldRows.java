package dev.muster.claim;

import dev.muster.claim.ledger.Held;
import dev.muster.model.identity.SubmissionId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * What must be known of rows that wait; read while their devices are locked.
 *
 * @param rows those that may be decided now, in the order in which they came
 * @param waiting those that a batch brings once more, whether they may be decided now or not
 * @param left devices for which more rows wait than {@code rows} has, all of which came later than those
 */
record HeldRows(List<Held> rows, Set<SubmissionId> waiting, Set<UUID> left) {

    /**
     * To take in a batch: of the rows that wait for devices that it declares, a portion. What it has no room for is due
     * from {@code now} on.
     *
     * @param noted the devices of the batch for which rows may wait
     */
    static Uni<HeldRows> of(StatelessSession session, Holds holds, Wanted wanted, Set<UUID> noted, Instant now) {
        var declared = noted.stream().filter(wanted.declared()::contains).toList();
        return holds.first(session, declared)
                .call(rows -> rows.size() < Holds.PORTION
                        ? Uni.createFrom().item(0)
                        : holds.makeDue(session, declared, rows.getLast().arrival(), now))
                .chain(rows -> holds.waiting(session, wanted.causesWithDevice(noted))
                        .chain(waiting -> holds.beyond(session, ends(noted, wanted.declared(), rows))
                                .map(left -> new HeldRows(readable(rows), waiting, left))));
    }

    /** To decide {@code rows} and no others; throws IllegalStateException where nobody can read one of them. */
    static HeldRows toDecide(List<WaitingRow> rows) {
        return new HeldRows(rows.stream().map(WaitingRow::held).toList(), Set.of(), Set.of());
    }

    /** For each device the arrival up to which its rows have been read; none where all have been. */
    private static Map<UUID, Long> ends(Set<UUID> noted, Set<UUID> declared, List<WaitingRow> read) {
        var ends = new HashMap<UUID, Long>();
        for (UUID device : noted) {
            if (!declared.contains(device)) {
                ends.put(device, 0L);
            } else if (read.size() == Holds.PORTION) {
                ends.put(device, read.getLast().arrival());
            }
        }
        return ends;
    }

    private static List<Held> readable(List<WaitingRow> rows) {
        return rows.stream()
                .map(WaitingRow::heldIfReadable)
                .flatMap(Optional::stream)
                .toList();
    }
}
