package dev.muster.runtime.caller;

import dev.muster.model.event.EventJson;
import dev.muster.model.event.TenantSettingsChanged;
import dev.muster.model.event.UnreadableEventException;
import dev.muster.model.topic.Topic;
import dev.muster.runtime.problem.ProblemException;
import dev.muster.runtime.topic.Broker;
import dev.muster.runtime.topic.TopicTail;
import dev.muster.runtime.topic.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * The grants in the settings of tenants. Each question reads the topic on to its end first, so that what was granted or
 * revoked before the question counts, whichever process took it. Only requests with {@code Muster-Tenant} ask.
 */
@ApplicationScoped
public class SettledGrants implements Grants {

    private static final Logger LOG = Logger.getLogger(SettledGrants.class);

    private final TopicTail settings;
    private final Map<String, TenantSettingsChanged> byTenant = new HashMap<>();
    private boolean known;

    SettledGrants(Broker broker, Topics topics) {
        this.settings = new TopicTail(broker, topics.name(Topic.SETTINGS));
    }

    /** While the broker does not answer, what was known before counts; throws ProblemException where that is nothing. */
    @Override
    public synchronized boolean mayActFor(String partner, String customer) {
        try {
            settings.readOn(this::learn);
            known = true;
        } catch (KafkaException e) {
            LOG.warnf("settings not read cause=%s", e);
            if (!known) {
                throw new ProblemException(
                        "broker-unavailable",
                        503,
                        "Not available at the moment",
                        "What your customer has granted cannot be read at the moment.",
                        null,
                        Duration.ofSeconds(5));
            }
        }
        var customers = byTenant.get(customer);
        return customers != null && customers.partners().contains(partner);
    }

    private void learn(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (EventJson.read(record.value()) instanceof TenantSettingsChanged changed) {
                byTenant.merge(changed.tenant(), changed, (a, b) -> a.version() >= b.version() ? a : b);
            }
        } catch (UnreadableEventException e) {
            LOG.warnf("no settings partition=%d offset=%d cause=%s", record.partition(), record.offset(), e);
        }
    }

    @PreDestroy
    synchronized void close() {
        settings.close();
    }
}
