package dev.muster.runtime.topic;

import dev.muster.model.event.Event;
import dev.muster.model.event.EventJson;
import dev.muster.model.event.SubmissionEvent;
import dev.muster.model.event.Times;
import dev.muster.model.topic.Headers;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Turns an event into a record: its JSON, its key, and CloudEvents headers in binary mode. */
@ApplicationScoped
public class EventRecords {

    private static final byte[] SPECVERSION = bytes("1.0");
    private static final byte[] JSON = bytes("application/json");
    private static final Pattern INNER_CAPITAL = Pattern.compile("(?<=.)(?=[A-Z])");
    private static final ClassValue<String> KIND = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> event) {
            return INNER_CAPITAL.matcher(event.getSimpleName()).replaceAll("-").toLowerCase(Locale.ROOT);
        }
    };
    private static final ClassValue<byte[]> CE_TYPE = new ClassValue<>() {
        @Override
        protected byte[] computeValue(Class<?> event) {
            return bytes("dev.muster." + KIND.get(event) + ".v1");
        }
    };

    private final Topics topics;
    private final byte[] source;

    EventRecords(Topics topics, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.topics = topics;
        this.source = bytes("/muster/" + service);
    }

    /** The name of the kind of {@code event}, as its {@code type} says it: {@code device-claimed}. */
    public static String kind(Event event) {
        return kind(event.getClass());
    }

    /** The same of all events of that class. */
    public static String kind(Class<? extends Event> events) {
        return KIND.get(events);
    }

    /** The record of {@code event}, as one step of the trace {@code traceparent}. */
    public ProducerRecord<byte[], byte[]> of(Event event, TraceParent traceparent) {
        var headers = new RecordHeaders();
        byte[] key = bytes(event.key());
        headers.add(Headers.CE_SPECVERSION, SPECVERSION);
        headers.add(Headers.CE_ID, bytes(event.id()));
        headers.add(Headers.CE_TYPE, CE_TYPE.get(event.getClass()));
        headers.add(Headers.CE_SOURCE, source);
        headers.add(Headers.CE_TIME, bytes(Times.text(event.time())));
        headers.add(Headers.CE_SUBJECT, key);
        headers.add(Headers.CONTENT_TYPE, JSON);
        headers.add(Headers.TRACEPARENT, bytes(traceparent.toString()));
        headers.add(Headers.TENANT, bytes(event.tenant()));
        if (event instanceof SubmissionEvent about) {
            headers.add(Headers.SUBMISSION, bytes(about.submission().toString()));
        }
        return new ProducerRecord<>(topics.name(event.topic()), null, null, key, EventJson.write(event), headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
