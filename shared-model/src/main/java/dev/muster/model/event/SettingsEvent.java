package dev.muster.model.event;

import dev.muster.model.topic.Topic;
import java.time.Instant;

/** Somebody's settings, whole. Of two with the same key the one with the greater version stands. */
public sealed interface SettingsEvent extends Event permits TenantSettingsChanged, ManufacturerSettingsChanged {

    /** Greater for each change of the same key; not without gaps. */
    long version();

    /** The subject id of who changed it. */
    String changedBy();

    Instant changedAt();

    @Override
    default Topic topic() {
        return Topic.SETTINGS;
    }

    @Override
    default String id() {
        return key() + "/" + version();
    }

    @Override
    default Instant time() {
        return changedAt();
    }
}
