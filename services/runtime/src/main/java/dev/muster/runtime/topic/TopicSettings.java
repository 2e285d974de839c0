package dev.muster.runtime.topic;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How topics are named and made. */
@ConfigMapping(prefix = "muster.topics")
public interface TopicSettings {

    /** What each topic's name begins with. */
    @WithDefault("muster.")
    String prefix();

    /** Partitions of a topic that is made; the same for all, so that records of one device meet in one consumer. */
    @WithDefault("6")
    int partitions();

    /** Copies of a topic that is made. */
    @WithDefault("1")
    short replication();
}
