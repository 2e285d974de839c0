package dev.muster.model.identity;

import java.util.UUID;

/** The Request ID of an unexpected error: the same in the event, the log and the dead letter, and on redelivery. */
public final class RequestId {

    private static final UUID NAMESPACE = UUID.fromString("0b1f2d6a-8f0e-5c3c-9d55-6d2a4f1c7e90");

    private RequestId() {}

    /** The id of one record as one consumer group sees it. */
    public static UUID of(String group, String topic, int partition, long offset) {
        return Uuids.nameBased(NAMESPACE, group + "\n" + topic + "\n" + partition + "\n" + offset);
    }
}
