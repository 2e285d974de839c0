package dev.muster.claim;

import dev.muster.claim.ledger.Entry;
import dev.muster.claim.ledger.Held;
import dev.muster.claim.ledger.Page;
import dev.muster.model.event.DeviceContested;
import dev.muster.model.event.Event;
import dev.muster.model.identity.SubmissionId;
import dev.muster.runtime.topic.TraceParent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a batch has come to, now that it is written.
 *
 * @param told for each event of the batch, in its order, what is to be told of it
 * @param entries the decisions that are new
 * @param contested the owners who, as is newly known, are not the buyers
 * @param settled rows that have waited and are decided; to be forgotten once that is told
 */
record Turn(List<List<Event>> told, List<Entry> entries, List<DeviceContested> contested, List<Held> settled) {

    static Turn of(List<List<Event>> told, Page page) {
        return new Turn(told, page.newEntries(), page.newContested(), page.settled());
    }

    /** The traces of the uploads whose rows have waited, as far as they are known, by row. */
    Map<SubmissionId, TraceParent> traces() {
        var traces = new HashMap<SubmissionId, TraceParent>();
        settled.forEach(held -> TraceParent.in(held.trace()).ifPresent(trace -> traces.put(held.cause(), trace)));
        return traces;
    }
}
