package dev.muster.runtime.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.backing.BrokerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class EventWriterTest {

    private static final ProducerRecord<byte[], byte[]> RECORD =
            new ProducerRecord<>("events", new byte[] {1}, new byte[] {2});

    @TempDir
    private Path directory;

    private dev.muster.backing.Broker backing;
    private EventWriter writer;

    @BeforeEach
    void start() {
        backing =
                dev.muster.backing.Broker.start(BrokerSettings.in(directory).with("auto.create.topics.enable", "true"));
        writer = new EventWriter(new Broker(Map.of("bootstrap.servers", backing.bootstrap())));
    }

    @AfterEach
    void end() {
        backing.close();
    }

    /** A stop in an outage: what was not acknowledged fails, while the writer closes. */
    @Test
    void closesThoughTheBrokerHasGone() throws InterruptedException, IOException {
        writer.write(List.of(RECORD));
        hold(backing.process()); // once it has ended, the client forgets what it knew of the topic, sooner or later
        var sending = writer.begin();
        sending.add(RECORD);
        var ended = sending.end();
        assertThat(ended).isNotDone();
        backing.process().destroyForcibly().waitFor();

        writer.close();

        assertThatThrownBy(() -> EventWriter.await(ended)).isInstanceOf(WriteFailedException.class);
    }

    private static void hold(Process process) throws InterruptedException, IOException {
        var kill = new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
