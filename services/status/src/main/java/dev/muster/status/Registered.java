package dev.muster.status;

import dev.muster.model.event.DeviceClaimed;
import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.Event;
import dev.muster.model.identity.SubmissionId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rows of uploads that this process has lately shown as registered. Nothing stands above that outcome: what such a row said
 * when it was submitted changes nothing, unless it names who is to use the device.
 */
final class Registered {

    private static final int MOST = 50_000;

    private final Map<SubmissionId, Boolean> rows = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SubmissionId, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** Whether the read model says all of {@code event} already. */
    boolean says(Event event) {
        return event instanceof DeviceSubmitted row && row.assignedUser() == null && rows.containsKey(row.submission());
    }

    /** Notes that {@code event} is in the read model. */
    void shown(Event event) {
        if (event instanceof DeviceClaimed claimed) {
            rows.put(claimed.submission(), true);
        }
    }
}
