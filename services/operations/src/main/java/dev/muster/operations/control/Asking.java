package dev.muster.operations.control;

import dev.muster.model.event.ControlRequest;
import dev.muster.runtime.topic.EventRecords;
import dev.muster.runtime.topic.EventWriter;
import dev.muster.runtime.topic.TraceParent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Puts what an operator asks on {@code control.v1}, which the services follow. */
@ApplicationScoped
class Asking {

    private static final Logger LOG = Logger.getLogger(Asking.class);

    private final EventRecords records;
    private final EventWriter writer;

    Asking(EventRecords records, EventWriter writer) {
        this.records = records;
        this.writer = writer;
    }

    /** Returns once the broker has it; throws WriteFailedException where it has not. */
    void ask(ControlRequest event) {
        writer.write(List.of(records.of(event, TraceParent.fresh())));
        LOG.infof("asked for key=%s requestId=%s by=%s", event.key(), event.requestId(), event.requestedBy());
    }
}
