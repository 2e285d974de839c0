package dev.muster.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The JSON of what the read model keeps as a whole and never searches. */
public final class StoredJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StoredJson() {}

    /** The JSON of {@code value}; null for null. */
    public static @Nullable String write(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw unreadable("a " + value.getClass().getSimpleName() + " has no JSON", e);
        }
    }

    /** What {@link #write} wrote; null for null. */
    public static <T> @Nullable T read(@Nullable String json, TypeReference<T> type) {
        try {
            return json == null ? null : MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw unreadable("the read model holds JSON that cannot be read", e);
        }
    }

    /** Says where, and not what: the words of the parser quote what it read, and go into logs. */
    private static IllegalArgumentException unreadable(String what, JsonProcessingException cause) {
        String where = cause instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> String.valueOf(step.getFieldName()))
                        .collect(Collectors.joining("."))
                : "";
        return new IllegalArgumentException(
                "%s: %s at '%s'".formatted(what, cause.getClass().getSimpleName(), where));
    }
}
