package dev.muster.claim.probing;

import dev.muster.claim.ledger.Entry;
import dev.muster.claim.ledger.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts, for each tenant, how many of its rows were refused because the device is another's, over a window that slides
 * with the time of the decisions. A tenant of whose rows too many are is probing. Remembers only who was busy within the
 * window. May be used by several threads.
 */
public final class Probing {

    private static final int SLICES = 10;

    private final long sliceMillis;
    private final double share;
    private final int minimum;
    private final Map<String, Deque<Slice>> slices = new HashMap<>();
    private final Set<String> suspects = new HashSet<>();

    /** What was decided for a tenant within a tenth of the window. */
    private record Slice(long number, int rows, int foreign) {
        Slice plus(boolean isForeign) {
            return new Slice(number, rows + 1, foreign + (isForeign ? 1 : 0));
        }
    }

    /**
     * Of a deployment.
     *
     * @param window over which rows count
     * @param share of a tenant's rows, 0 to 1, from which on it is probing
     * @param minimum of refused rows below which nobody is
     */
    public Probing(Duration window, double share, int minimum) {
        this.sliceMillis = Math.max(1, window.toMillis() / SLICES);
        this.share = share;
        this.minimum = minimum;
    }

    /** Counts new decisions; gives the tenants that are probing, and were not before. */
    public synchronized List<String> count(Collection<Entry> decided) {
        var busy = new HashSet<String>();
        for (Entry entry : decided) {
            if (entry.outcome() != Outcome.RELEASED && entry.outcome() != Outcome.RELEASE_REFUSED) {
                add(entry);
                busy.add(entry.tenant());
            }
        }
        return busy.stream()
                .filter(this::isProbing)
                .filter(suspects::add)
                .sorted()
                .toList();
    }

    /** How many tenants are probing at {@code now}. */
    public synchronized int suspects(Instant now) {
        long oldest = slice(now) - SLICES;
        slices.values().forEach(of -> of.removeIf(slice -> slice.number() <= oldest));
        slices.values().removeIf(Deque::isEmpty);
        suspects.removeIf(tenant -> !isProbing(tenant));
        return suspects.size();
    }

    private void add(Entry entry) {
        long number = slice(entry.decidedAt());
        var of = slices.computeIfAbsent(entry.tenant(), tenant -> new ArrayDeque<>());
        Slice last = of.peekLast();
        if (last == null || last.number() < number) {
            of.removeIf(slice -> slice.number() <= number - SLICES);
            last = new Slice(number, 0, 0);
        } else {
            of.removeLast();
        }
        of.addLast(last.plus(entry.outcome() == Outcome.CLAIMED_BY_ANOTHER));
    }

    private boolean isProbing(String tenant) {
        long rows = 0;
        long foreign = 0;
        for (Slice slice : slices.getOrDefault(tenant, new ArrayDeque<>())) {
            rows += slice.rows();
            foreign += slice.foreign();
        }
        return foreign > 0 && foreign >= minimum && foreign >= share * rows;
    }

    private long slice(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), sliceMillis);
    }
}
