package dev.muster.ingest.upload;

import dev.muster.ingest.IngestConfig;
import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.RegistrationClosed;
import dev.muster.model.event.RegistrationOpened;
import dev.muster.model.event.SubmissionEvent;
import dev.muster.runtime.problem.ProblemException;
import dev.muster.runtime.topic.EventRecords;
import dev.muster.runtime.topic.EventWriter;
import dev.muster.runtime.topic.TraceParent;
import dev.muster.runtime.topic.WriteFailedException;
import dev.muster.storage.RacedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Reads uploads: chunk by chunk from the socket to the broker, with no more than a few chunks in memory. */
@ApplicationScoped
class Uploads {

    private static final Logger LOG = Logger.getLogger(Uploads.class);
    private static final int CHUNKS_IN_FLIGHT = 2;

    private final Admission admission;
    private final RegistrationStore store;
    private final EventRecords records;
    private final EventWriter writer;
    private final IngestConfig config;
    private final Clock clock;

    Uploads(
            Admission admission,
            RegistrationStore store,
            EventRecords records,
            EventWriter writer,
            IngestConfig config,
            Clock clock) {
        this.admission = admission;
        this.store = store;
        this.records = records;
        this.writer = writer;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Reads an upload to its end. When this returns, the broker has acknowledged every row.
     *
     * @throws dev.muster.runtime.problem.ProblemException where it is refused or broke off, saying how far it came
     */
    UploadAnswer read(UploadRequest asked, Source.Sequence sources) {
        var chunks = new ChunkReader(sources, config);
        admission.enter(asked.caller().tenant());
        try {
            Chunk first = chunks.next();
            if (first == null) {
                throw UploadProblems.empty("The file has a header and no rows.");
            }
            var request = asked.with(sources);
            return switch (store.open(request)) {
                case Opening.Begun begun -> new Reading(begun.upload(), request, chunks).readFrom(first);
                case Opening.Answered answered -> compare(answered, request, first, chunks);
            };
        } catch (IOException | UncheckedIOException e) {
            throw UploadProblems.interrupted(0);
        } finally {
            admission.leave(asked.caller().tenant());
        }
    }

    /** An upload that was answered before is read to compare it, and for nothing else. */
    private static UploadAnswer compare(
            Opening.Answered answered, UploadRequest request, Chunk first, ChunkReader chunks) throws IOException {
        var fingerprint = new Fingerprint(request.orderId(), request.purchaseId());
        for (Chunk chunk = first; chunk != null; chunk = chunks.next()) {
            fingerprint.add(chunk);
        }
        if (!fingerprint.soFar().equals(answered.digest())) {
            throw UploadProblems.conflict();
        }
        return answered.answer();
    }

    /** One attempt at one upload. */
    private final class Reading {

        private final Upload upload;
        private final TraceParent trace;
        private final ChunkReader chunks;
        private final Fingerprint fingerprint;
        private final ArrayDeque<Sent> inFlight = new ArrayDeque<>();
        private int rows;
        private int malformed;
        private int acknowledgedRows;
        private int acknowledgedChunks;

        private record Sent(int rows, CompletableFuture<Void> done) {}

        Reading(Upload upload, UploadRequest request, ChunkReader chunks) {
            this.upload = upload;
            this.trace = request.trace();
            this.chunks = chunks;
            this.fingerprint = new Fingerprint(request.orderId(), request.purchaseId());
        }

        UploadAnswer readFrom(Chunk first) {
            boolean ended = false;
            try {
                writer.write(List.of(records.of(opened(), trace)));
                int number = 1;
                for (Chunk chunk = first; chunk != null; chunk = chunks.next()) {
                    handle(chunk, number++);
                }
                awaitAllBut(0);
                var answer = new UploadAnswer(upload.id(), rows, rows - malformed, malformed, chunks.warnings());
                writer.write(List.of(records.of(closed(answer), trace)));
                store.close(upload, fingerprint.soFar(), answer);
                ended = true;
                return answer;
            } catch (WriteFailedException e) {
                throw UploadProblems.brokerUnavailable(acknowledgedRows, upload.idempotencyKey());
            } catch (IOException | UncheckedIOException e) {
                throw UploadProblems.interrupted(acknowledgedRows);
            } catch (RacedException e) { // this process was away for longer than its lease
                throw UploadProblems.inProgress();
            } catch (ProblemException e) {
                settle();
                throw UploadProblems.after(acknowledgedRows, e);
            } finally {
                if (!ended) {
                    letGo();
                }
            }
        }

        private void handle(Chunk chunk, int number) {
            fingerprint.add(chunk);
            if (upload.idempotencyKey() != null
                    && !store.isSameChunk(upload, number, fingerprint.soFar(), acknowledgedChunks)) {
                throw UploadProblems.conflict();
            }
            var events = chunk.records().stream()
                    .map(record -> RowEvents.of(upload, chunk.file(), chunk.header(), record))
                    .toList();
            int accepted = (int)
                    events.stream().filter(DeviceSubmitted.class::isInstance).count();
            rows += events.size();
            malformed += events.size() - accepted;
            boolean sentBefore = number <= upload.acknowledgedChunks();
            inFlight.add(new Sent(events.size(), sentBefore ? done() : send(events)));
            awaitAllBut(CHUNKS_IN_FLIGHT);
        }

        private CompletableFuture<Void> send(List<SubmissionEvent> events) {
            List<ProducerRecord<byte[], byte[]>> out =
                    events.stream().map(event -> records.of(event, trace)).toList();
            return writer.begin(out);
        }

        private void awaitAllBut(int open) {
            while (inFlight.size() > open) {
                Sent oldest = inFlight.removeFirst();
                EventWriter.await(oldest.done());
                acknowledgedRows += oldest.rows();
                acknowledgedChunks++;
            }
        }

        private RegistrationOpened opened() {
            return new RegistrationOpened(
                    upload.id(),
                    upload.caller().tenant(),
                    upload.caller().partner(),
                    upload.attempt(),
                    chunks.fileNames(),
                    upload.orderId(),
                    upload.purchaseId(),
                    upload.submittedAt(),
                    upload.caller().subject());
        }

        private RegistrationClosed closed(UploadAnswer answer) {
            return new RegistrationClosed(
                    upload.id(),
                    upload.caller().tenant(),
                    upload.attempt(),
                    chunks.fileNames(),
                    answer.rows(),
                    answer.accepted(),
                    answer.malformed(),
                    answer.warnings(),
                    clock.instant());
        }

        /** Waits for what is under way, so that it is known how far the upload came. */
        private void settle() {
            try {
                awaitAllBut(0);
            } catch (WriteFailedException e) {
                LOG.warnf("not written registration=%s cause=%s", upload.id(), e.getCause());
            }
        }

        /** The upload broke off: the lease is given up, and where that fails it is lost by itself. */
        private void letGo() {
            try {
                settle();
                store.letGo(upload, acknowledgedChunks);
            } catch (RuntimeException e) {
                LOG.warnf("lease not given up registration=%s cause=%s", upload.id(), e);
            }
        }
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
