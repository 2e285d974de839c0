package dev.muster.status;

import dev.muster.model.event.DeviceClaimed;
import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.Event;
import dev.muster.model.identity.SubmissionId;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Rows of uploads that this process has lately shown, and as registered. Nothing stands above that outcome: what such a row
 * said when it was submitted changes nothing, unless it names who is to use the device.
 *
 * <p>It keeps two bits a row, in pages: an object a row lives for seconds, which is what costs a collector most.
 */
final class Shown {

    /** Rows of a page: 2 KB of bits where all are there. */
    private static final int ROWS = 8192;

    /** So many pages are remembered, those that were in use last: 18 MB at most, and 67 million rows. */
    private static final int PAGES = 8192;

    private record Place(UUID registration, int file, int page) {
        static Place of(SubmissionId row) {
            return new Place(row.registration(), row.file(), row.row() / ROWS);
        }
    }

    private record Page(BitSet shown, BitSet registered) {
        Page() {
            this(new BitSet(), new BitSet());
        }
    }

    private final Map<Place, Page> pages = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Page> eldest) {
            return size() > PAGES;
        }
    };

    /** Whether the read model says all of {@code event} already. */
    boolean says(Event event) {
        return event instanceof DeviceSubmitted row && row.assignedUser() == null && isRegistered(row.submission());
    }

    private boolean isRegistered(SubmissionId row) {
        var page = pages.get(Place.of(row));
        return page != null && page.registered.get(row.row() % ROWS);
    }

    /** Whether {@code row} is most likely not in the read model: others of its page are, and not it, as far as is known here. */
    boolean lacks(SubmissionId row) {
        var page = pages.get(Place.of(row));
        return page != null && !page.shown.get(row.row() % ROWS);
    }

    /** Notes that {@code event} is in the read model. */
    void shown(Event event) {
        switch (event) {
            case DeviceSubmitted submitted -> shown(submitted.submission(), false);
            case DeviceRejected rejected -> shown(rejected.submission(), false);
            case DeviceClaimed claimed -> shown(claimed.submission(), true);
            default -> {} // not about a row
        }
    }

    private void shown(SubmissionId row, boolean registered) {
        var page = pages.computeIfAbsent(Place.of(row), place -> new Page());
        page.shown.set(row.row() % ROWS);
        if (registered) {
            page.registered.set(row.row() % ROWS);
        }
    }
}
