package dev.muster.status;

import dev.muster.model.event.DeviceClaimed;
import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.Event;
import dev.muster.model.identity.SubmissionId;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Rows of uploads that this process has lately shown as registered. Nothing stands above that outcome: what such a row said
 * when it was submitted changes nothing, unless it names who is to use the device.
 *
 * <p>Of each file it keeps one bit a row: an object a row lives for seconds, which is what costs a collector most.
 */
final class Registered {

    /** So many files are remembered, those that were in use last. */
    private static final int FILES = 100;

    /** Rows behind this one, the most that an upload may have, are not remembered. */
    private static final int LAST_ROW = 5_000_000;

    private record File(UUID registration, int file) {
        static File of(SubmissionId row) {
            return new File(row.registration(), row.file());
        }
    }

    private final Map<File, BitSet> files = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<File, BitSet> eldest) {
            return size() > FILES;
        }
    };

    /** Whether the read model says all of {@code event} already. */
    boolean says(Event event) {
        return event instanceof DeviceSubmitted row && row.assignedUser() == null && isShown(row.submission());
    }

    private boolean isShown(SubmissionId row) {
        var rows = files.get(File.of(row));
        return rows != null && rows.get(row.row());
    }

    /** Notes that {@code event} is in the read model. */
    void shown(Event event) {
        if (event instanceof DeviceClaimed claimed && claimed.submission().row() <= LAST_ROW) {
            files.computeIfAbsent(File.of(claimed.submission()), file -> new BitSet())
                    .set(claimed.submission().row());
        }
    }
}
