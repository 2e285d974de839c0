package dev.muster.trials.floor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.model.hash.HardwareHashDecoder;
import dev.muster.model.hash.HashReading.Sound;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The whole way of a row, by hand: from the file to a topic; hash decoded, its SHA-256 checked, to a second topic; a
 * unique insert, to a third topic; a row of the read model, inserted as pending and updated to ready. One thread a step.
 */
final class Pipeline {
    private final Kafka kafka;
    private final String jdbc;
    private final Producer<byte[], byte[]> submitted;
    private final AtomicLong ready = new AtomicLong();

    Pipeline(String bootstrap, String jdbc) {
        this.kafka = new Kafka(bootstrap);
        this.jdbc = jdbc;
        this.submitted = kafka.producer();
    }

    /** Starts the three steps behind the first topic. */
    void start() throws SQLException {
        var validated = kafka.producer();
        var claimed = kafka.producer();
        var ledger = new Tables(jdbc);
        var readModel = new Tables(jdbc);
        kafka.forEachBatch("floor.validator", List.of(Topics.SUBMITTED), batch -> {
            var valid = lines(batch).stream().filter(Pipeline::isSound).map(Line::withoutHash);
            Kafka.send(validated, Topics.VALIDATED, valid.toList());
        });
        kafka.forEachBatch(
                "floor.claim",
                List.of(Topics.VALIDATED),
                batch -> Kafka.send(claimed, Topics.CLAIMED, ledger.claim(lines(batch))));
        kafka.forEachBatch(
                "floor.read-model",
                List.of(Topics.SUBMITTED, Topics.CLAIMED),
                batch -> ready.addAndGet(readModel.project(
                        lines(batch.records(Topics.SUBMITTED)), lines(batch.records(Topics.CLAIMED)))));
    }

    /** Sends a file through and returns when its last row is ready. */
    void run(String run, Path file) throws IOException, InterruptedException, ExecutionException {
        long before = ready.get();
        long rows = read(run, file);
        while (ready.get() < before + rows) {
            Thread.sleep(1);
        }
    }

    private long read(String run, Path file) throws IOException, InterruptedException, ExecutionException {
        var sent = new ArrayList<Future<RecordMetadata>>();
        try (BufferedReader reader = Files.newBufferedReader(file, UTF_8)) {
            reader.readLine();
            int line = 2;
            for (var row = reader.readLine(); row != null; row = reader.readLine()) {
                var one = Line.ofCsv(run, line++, row);
                sent.add(submitted.send(new ProducerRecord<>(Topics.SUBMITTED, one.key(), one.value())));
            }
        }
        for (var one : sent) {
            one.get();
        }
        return sent.size();
    }

    private static boolean isSound(Line line) {
        return line.hash() != null
                && HardwareHashDecoder.decode(line.hash()) instanceof Sound sound
                && line.serialNumber().equals(sound.content().serialNumber());
    }

    private static List<Line> lines(Iterable<ConsumerRecord<byte[], byte[]>> batch) {
        return StreamSupport.stream(batch.spliterator(), false)
                .map(record -> Line.of(record.value()))
                .toList();
    }
}
