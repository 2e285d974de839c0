package dev.muster.operations.letter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.muster.model.topic.Headers;
import dev.muster.operations.NewestFirst;
import dev.muster.operations.failure.FailureFilter;
import dev.muster.operations.failure.FailureRow;
import dev.muster.operations.failure.Failures;
import dev.muster.operations.replay.ReplayStore;
import dev.muster.runtime.caller.Roles;
import dev.muster.runtime.paging.Paging;
import dev.muster.runtime.stage.Received;
import dev.muster.runtime.topic.TopicReader;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Questions about dead letters. */
@Path("/v1/operations/dead-letters")
@RolesAllowed(Roles.OPERATOR)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DeadLetterResource {

    private final Failures failures;
    private final ReplayStore replays;
    private final TopicReader reader;
    private final ObjectReader json;

    DeadLetterResource(Failures failures, ReplayStore replays, TopicReader reader, ObjectMapper mapper) {
        this.failures = failures;
        this.replays = replays;
        this.reader = reader;
        this.json = mapper.readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** Dead letters, newest first. */
    @GET
    public Paging.Page<DeadLetter> list(
            @RestQuery @Nullable String tenant,
            @RestQuery @Nullable String stage,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String registration,
            @RestQuery @Nullable String requestId,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit) {
        int size = Paging.limit(limit);
        var filter = FailureFilter.of(FailureRow.DEAD_LETTER, null, tenant, stage, from, to, registration, requestId);
        var rows = failures.newest(filter, NewestFirst.after(cursor), size + 1);
        return Paging.page(rows, size, listed -> listed.listedAt().toString())
                .map(listed -> shown(listed.row(), null, false));
    }

    /** One dead letter, by its id or its Request ID, with the record as it was and what became of it. */
    @GET
    @Path("/{id}")
    public DeadLetter get(String id) {
        var row = failures.letter(id).orElseThrow(() -> Failures.noLetter(id)).row();
        var place = new TopicReader.Place(row.place().partition(), row.place().offset());
        return shown(row, reader.read(row.place().topic(), List.of(place)).get(place), true);
    }

    private DeadLetter shown(FailureRow row, @Nullable ConsumerRecord<byte[], byte[]> record, boolean whole) {
        var letter = Objects.requireNonNull(row.letter());
        String reason = record == null ? null : Received.header(record, Headers.DEAD_REASON);
        return new DeadLetter(
                letter.id(),
                row.at(),
                row.stage(),
                reason == null ? letter.exception() : reason,
                letter.tries(),
                row.tenant(),
                row.registration(),
                row.submission(),
                row.requestId(),
                letter.traceId(),
                new DeadLetter.Source(letter.sourceTopic(), letter.sourcePartition(), letter.sourceOffset()),
                letter.replayCount(),
                letter.replayOf(),
                record == null ? null : content(record),
                whole ? replays.ofLetter(letter.id()) : null,
                whole
                        ? failures.cameBackAs(letter.id()).stream()
                                .map(back -> Objects.requireNonNull(back.row().letter())
                                        .id())
                                .toList()
                        : null);
    }

    private DeadLetter.Content content(ConsumerRecord<byte[], byte[]> record) {
        var headers = new ArrayList<DeadLetter.Header>();
        record.headers().forEach(header -> headers.add(new DeadLetter.Header(header.key(), text(header.value()))));
        return new DeadLetter.Content(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                headers,
                text(record.key()),
                record.value(),
                decoded(record.value()));
    }

    private @Nullable JsonNode decoded(byte @Nullable [] value) {
        try {
            return value == null ? null : json.readTree(value);
        } catch (JsonProcessingException e) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
