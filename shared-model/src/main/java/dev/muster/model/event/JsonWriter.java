package dev.muster.model.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.model.identity.SubmissionId;
import dev.muster.model.text.ByteSearch;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the JSON of one object, field by field; a field's name comes with what is before and behind it,
 * {@code ,"tenant":}. It escapes nothing: a text that needs it is noted, and there is no
 * result then.
 */
final class JsonWriter {
    static final byte[] WARNING_CODE = "{\"code\":".getBytes(UTF_8);
    static final byte[] WARNING_DETAIL = ",\"detail\":".getBytes(UTF_8);

    /** What JSON has to escape, and what is no ASCII. */
    static final ByteSearch NOT_PLAIN = ByteSearch.outsideOf(' ', '"', '\\');

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);
    private static final int UUID_LENGTH = 36;

    /** Enough for most of a row; it grows to the longest that a thread has written. */
    private static final int SIZE = 8 * 1024;

    private static final ThreadLocal<JsonWriter> OF_THIS_THREAD = ThreadLocal.withInitial(JsonWriter::new);

    private byte[] bytes = new byte[SIZE];
    private int end;
    private boolean plain = true;

    private JsonWriter() {}

    /** Begins an object, in the memory of the one that this thread has written before; of that one there is no more. */
    static JsonWriter begin() {
        var writer = OF_THIS_THREAD.get();
        writer.end = 0;
        writer.plain = true;
        return writer;
    }

    /** What was written; null where a text needed escaping. */
    byte @Nullable [] result() {
        return plain ? Arrays.copyOf(bytes, end) : null;
    }

    /** Text of JSON as it is. */
    JsonWriter raw(byte[] json) {
        room(json.length);
        System.arraycopy(json, 0, bytes, end, json.length);
        end += json.length;
        return this;
    }

    JsonWriter text(byte[] name, @Nullable String text) {
        return raw(name).text(text);
    }

    private JsonWriter text(@Nullable String text) {
        if (text == null) {
            return raw(NULL);
        }
        byte[] utf8 = text.getBytes(UTF_8);
        plain &= isPlain(text, utf8);
        room(utf8.length + 2);
        bytes[end] = '"';
        System.arraycopy(utf8, 0, bytes, end + 1, utf8.length);
        bytes[end + 1 + utf8.length] = '"';
        end += utf8.length + 2;
        return this;
    }

    JsonWriter submission(byte[] name, SubmissionId id) {
        return raw(name)
                .one('"')
                .uuidDigits(id.registration())
                .one('/')
                .digits(id.file())
                .one('/')
                .digits(id.row())
                .one('"');
    }

    JsonWriter uuid(byte[] name, @Nullable UUID uuid) {
        raw(name);
        return uuid == null ? raw(NULL) : one('"').uuidDigits(uuid).one('"');
    }

    JsonWriter time(byte[] name, Instant time) {
        return text(name, Times.text(time));
    }

    JsonWriter number(byte[] name, long number) {
        return raw(name).digits(number);
    }

    JsonWriter flag(byte[] name, boolean flag) {
        return raw(name).raw(flag ? TRUE : FALSE);
    }

    /** An object of texts. */
    JsonWriter texts(byte[] name, Map<String, @Nullable String> texts) {
        raw(name);
        char before = '{';
        for (var entry : texts.entrySet()) {
            one(before).text(entry.getKey()).one(':').text(entry.getValue());
            before = ',';
        }
        return (before == '{' ? one('{') : this).one('}');
    }

    JsonWriter warnings(byte[] name, List<Warning> warnings) {
        raw(name);
        char before = '[';
        for (var warning : warnings) {
            one(before)
                    .text(WARNING_CODE, warning.code())
                    .text(WARNING_DETAIL, warning.detail())
                    .one('}');
            before = ',';
        }
        return (before == '[' ? one('[') : this).one(']');
    }

    private JsonWriter one(char character) {
        room(1);
        bytes[end++] = (byte) character;
        return this;
    }

    private JsonWriter digits(long number) {
        return raw(Long.toString(number).getBytes(UTF_8));
    }

    private JsonWriter uuidDigits(UUID uuid) {
        room(UUID_LENGTH);
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        hex(high >>> 32, 8);
        bytes[end++] = '-';
        hex(high >>> 16, 4);
        bytes[end++] = '-';
        hex(high, 4);
        bytes[end++] = '-';
        hex(low >>> 48, 4);
        bytes[end++] = '-';
        hex(low, 12);
        return this;
    }

    private void hex(long value, int digits) {
        for (int i = digits - 1; i >= 0; i--) {
            bytes[end++] = HEX[(int) (value >>> (4 * i)) & 0xf];
        }
    }

    private void room(int more) {
        if (bytes.length - end < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + more));
        }
    }

    /** Nothing to escape; Jackson escapes surrogates too. */
    private static boolean isPlain(String text, byte[] utf8) {
        return NOT_PLAIN.find(utf8, 0, utf8.length) == utf8.length
                || text.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\' || Character.isSurrogate((char) c));
    }
}
