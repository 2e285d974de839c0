/**
 * The trace of an upload through every stage to the read model, told to an OpenTelemetry collector; off unless one is
 * configured, and then nothing of OpenTelemetry is loaded: the trace context of a record goes on as it came.
 */
@NullMarked
package dev.muster.runtime.tracing;

import org.jspecify.annotations.NullMarked;
