package dev.muster.runtime.tracing;

import dev.muster.runtime.topic.TraceParent;

/** The step that the answer to a request is. */
interface RequestTrace {

    /** What the records that follow from the request carry on. */
    TraceParent traceParent();

    /** The request is answered with that HTTP status. */
    void end(int status);
}
