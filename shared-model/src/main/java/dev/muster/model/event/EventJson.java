package dev.muster.model.event;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of an event, as UTF-8 bytes: the value of a record. */
public final class EventJson {

    /** Of a field that an older writer did not know yet, or set to null. */
    private static final JsonSetter.Value ABSENT_IS_EMPTY = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(Times.module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withConfigOverride(List.class, lists -> lists.setSetterInfo(ABSENT_IS_EMPTY))
            .withConfigOverride(Map.class, maps -> maps.setSetterInfo(ABSENT_IS_EMPTY))
            .build();
    private static final ObjectWriter WRITER = MAPPER.writerFor(Event.class);
    private static final ObjectReader READER = MAPPER.readerFor(Event.class);
    private static final ObjectReader READER_WITHOUT_HASH = MAPPER.rebuild()
            .addMixIn(DeviceSubmitted.class, WithoutHash.class)
            .build()
            .readerFor(Event.class);

    @JsonIgnoreProperties("hardwareHash")
    private interface WithoutHash {}

    private EventJson() {}

    /** The JSON of an event; throws IllegalArgumentException where it holds what has no UTF-8. */
    public static byte[] write(Event event) {
        byte[] json = RowJson.write(event);
        return json == null ? writeBound(event) : json;
    }

    /** Writes any event, field by field as Jackson finds them. */
    static byte[] writeBound(Event event) {
        try {
            return WRITER.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an event that has no JSON: " + event.id(), e);
        }
    }

    /**
     * Reads an event; throws UnreadableEventException where the bytes, or null for a record without a value, are none.
     * The exception names the field and the place and quotes nothing, because a payload may hold a hardware hash or a
     * name.
     */
    public static Event read(byte @Nullable [] json) {
        return read(json, true);
    }

    /** Reads an event without the hardware hash, nine tenths of a submission, for those who have no use for it. */
    public static Event readWithoutHash(byte @Nullable [] json) {
        return read(json, false);
    }

    private static Event read(byte @Nullable [] json, boolean hash) {
        if (json == null) {
            throw new UnreadableEventException("the record has no value");
        }
        Event event = RowJson.read(json, hash);
        return event == null ? readBound(json, hash) : event;
    }

    /** Reads any JSON of an event. */
    static Event readBound(byte[] json, boolean hash) {
        try {
            Event event = (hash ? READER : READER_WITHOUT_HASH).readValue(json);
            if (event == null) {
                throw new UnreadableEventException("the value is null");
            }
            return event;
        } catch (JsonProcessingException e) {
            throw new UnreadableEventException("not an event: " + kindAndPlace(e));
        } catch (IOException e) {
            throw new UnreadableEventException("not an event: " + e.getClass().getSimpleName());
        }
    }

    private static String kindAndPlace(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : " at byte " + at.getByteOffset();
        String field = e instanceof JsonMappingException mapping ? field(mapping) : null;
        return e.getClass().getSimpleName() + place + (field == null ? "" : ", field " + field);
    }

    /** The event's own field, never a name within it: a column's name is part of the payload. */
    private static @Nullable String field(JsonMappingException e) {
        return e.getPath().isEmpty() ? null : e.getPath().getFirst().getFieldName();
    }
}
