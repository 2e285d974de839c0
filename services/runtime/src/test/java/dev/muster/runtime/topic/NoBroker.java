package dev.muster.runtime.topic;

import dev.muster.runtime.stage.Patience;
import java.util.Map;

/** What stands on a broker, where there is none: for tests that write nothing. */
public final class NoBroker implements AutoCloseable {

    private final Broker broker = new Broker(Map.of("bootstrap.servers", "127.0.0.1:1"));
    private final Topics topics;

    public NoBroker(Patience patience) {
        this(patience, 1);
    }

    NoBroker(Patience patience, int copies) {
        this.topics = new Topics(settings((short) copies), broker, patience);
    }

    public Topics topics() {
        return topics;
    }

    public EventRecords records() {
        return new EventRecords(topics, "claim");
    }

    public EventWriter writer() {
        return new EventWriter(broker);
    }

    Broker broker() {
        return broker;
    }

    private static TopicSettings settings(short copies) {
        return new TopicSettings() {
            @Override
            public String prefix() {
                return "muster.";
            }

            @Override
            public int partitions() {
                return 1;
            }

            @Override
            public short replication() {
                return copies;
            }
        };
    }

    @Override
    public void close() {
        broker.close();
    }
}
