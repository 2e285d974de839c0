package dev.muster.model.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The golden files: the wire form of each event, laid out for people. */
final class Golden {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Golden() {}

    static JsonNode tree(String name) {
        try (var file = Golden.class.getResourceAsStream("/golden/" + name + ".json")) {
            return MAPPER.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("golden/" + name + ".json", e);
        }
    }

    /** Byte for byte what is on the wire: the file without its line breaks and indentation. */
    static byte[] bytes(String name) {
        return tree(name).toString().getBytes(StandardCharsets.UTF_8);
    }

    static String text(String name) {
        return tree(name).toString();
    }

    static List<String> fields(String name) {
        var fields = new ArrayList<String>();
        tree(name).fieldNames().forEachRemaining(fields::add);
        return fields;
    }
}
