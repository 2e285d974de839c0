package dev.muster.runtime.topic;

import dev.muster.runtime.stage.Dependency;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;

/** The Kafka cluster: how to reach it, and whether it answers. */
@ApplicationScoped
public class Broker implements Dependency {

    private static final int PATIENCE_MS = 3000;

    private final Map<String, Object> settings;
    private final Admin admin;

    Broker(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
        var patient = new HashMap<>(settings);
        patient.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        patient.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        patient.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        this.admin = Admin.create(patient);
    }

    /** What every Kafka client of this process is configured with: {@code kafka.*}. */
    public Map<String, Object> settings() {
        return settings;
    }

    /** The one admin client of this process. */
    public Admin admin() {
        return admin;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public boolean answers() {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MS))
                    .nodes()
                    .get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean isToBlameFor(Throwable failure) {
        return failure instanceof RetriableException
                || (failure instanceof WriteFailedException
                        && !(failure.getCause() instanceof RecordTooLargeException));
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
