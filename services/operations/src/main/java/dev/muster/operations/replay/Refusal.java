package dev.muster.operations.replay;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Whether the broker will never take a record, however often it is sent. */
final class Refusal {

    private Refusal() {}

    /** True where {@code failure}, or what caused it, is the fault of that record alone. */
    static boolean isOfTheRecord(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException
                    || cause instanceof RecordBatchTooLargeException
                    || cause instanceof InvalidRecordException
                    || cause instanceof InvalidTimestampException) {
                return true;
            }
        }
        return false;
    }
}
