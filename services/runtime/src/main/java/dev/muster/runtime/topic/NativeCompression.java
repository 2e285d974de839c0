package dev.muster.runtime.topic;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import net.jpountz.lz4.LZ4Factory;
import org.jboss.logging.Logger;

/**
 * Loads lz4's native code, which the Kafka client then uses. By itself the library loads it only under the system class
 * loader, and falls back to Java code that takes several times as long.
 */
@ApplicationScoped
class NativeCompression {

    private static final Logger LOG = Logger.getLogger(NativeCompression.class);

    void load(@Observes @Priority(1) StartupEvent start) {
        try {
            LOG.debugf("compression=%s", LZ4Factory.nativeInstance());
        } catch (LinkageError e) {
            LOG.warnf("lz4 runs without its native code cause=%s", e.toString());
        }
    }
}
