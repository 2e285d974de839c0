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
 * <p>Of each file it keeps two bits a row: an object a row lives for seconds, which is what costs a collector most.
 */
final class Shown {

    /** So many files are remembered, those that were in use last. */
    private static final int FILES = 100;

    /** Rows behind this one, the most that an upload may have, are not remembered. */
    private static final int LAST_ROW = 5_000_000;

    private record File(UUID registration, int file) {
        static File of(SubmissionId row) {
            return new File(row.registration(), row.file());
        }
    }

    private record Rows(BitSet shown, BitSet registered) {
        Rows() {
            this(new BitSet(), new BitSet());
        }
    }

    private final Map<File, Rows> files = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<File, Rows> eldest) {
            return size() > FILES;
        }
    };

    /** Whether the read model says all of {@code event} already. */
    boolean says(Event event) {
        return event instanceof DeviceSubmitted row && row.assignedUser() == null && isRegistered(row.submission());
    }

    private boolean isRegistered(SubmissionId row) {
        var rows = files.get(File.of(row));
        return rows != null && rows.registered.get(row.row());
    }

    /** Whether {@code row} is most likely not in the read model: of its file others are, and not it, as far as is known here. */
    boolean lacks(SubmissionId row) {
        var rows = files.get(File.of(row));
        return rows != null && row.row() <= LAST_ROW && !rows.shown.get(row.row());
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
        if (row.row() <= LAST_ROW) {
            var rows = files.computeIfAbsent(File.of(row), file -> new Rows());
            rows.shown.set(row.row());
            if (registered) {
                rows.registered.set(row.row());
            }
        }
    }
}
