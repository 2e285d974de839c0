package dev.muster.model.topic;

/** The names of a record's headers: CloudEvents 1.0 in binary mode, W3C trace context, and this system's own. */
public final class Headers {

    public static final String CE_SPECVERSION = "ce_specversion";
    public static final String CE_ID = "ce_id";
    public static final String CE_TYPE = "ce_type";
    public static final String CE_SOURCE = "ce_source";
    public static final String CE_TIME = "ce_time";
    public static final String CE_SUBJECT = "ce_subject";
    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACEPARENT = "traceparent";

    /** On every record about a submission: the organization that it was made for. */
    public static final String TENANT = "muster-tenant";

    /** On every record about a submission: its id. */
    public static final String SUBMISSION = "muster-submission";

    /** On a dead letter: the exception and its message. */
    public static final String DEAD_REASON = "muster-dead-letter-reason";

    /** On a dead letter: the topic, partition and offset it came from. */
    public static final String DEAD_TOPIC = "muster-dead-letter-topic";

    public static final String DEAD_PARTITION = "muster-dead-letter-partition";
    public static final String DEAD_OFFSET = "muster-dead-letter-offset";

    /** On a dead letter: the service that gave up. */
    public static final String DEAD_STAGE = "muster-dead-letter-stage";

    /** On a dead letter: when, ISO-8601 UTC. */
    public static final String DEAD_TIME = "muster-dead-letter-time";

    /** On a dead letter: how often it was tried. */
    public static final String DEAD_TRIES = "muster-dead-letter-tries";

    /** On a dead letter: the Request ID under which log, event and letter are found. */
    public static final String DEAD_REQUEST_ID = "muster-dead-letter-request-id";

    /** On a record that an operator had tried again: the id of the replay. */
    public static final String REPLAY_ID = "muster-replay-id";

    /** On a record that an operator had tried again: the dead letter it was, as {@code <service>-<partition>-<offset>}. */
    public static final String REPLAY_OF = "muster-replay-of";

    /** On a record that an operator had tried again: how often by now, from 1. */
    public static final String REPLAY_COUNT = "muster-replay-count";

    private Headers() {}
}
