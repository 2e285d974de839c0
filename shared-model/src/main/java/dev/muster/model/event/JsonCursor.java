package dev.muster.model.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of one object that is in the form of {@link JsonWriter}, from the first byte to the last. Whatever is of
 * another form, though it may be good JSON, is noted, and what was read is of no use then.
 */
final class JsonCursor {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] QUOTE = {'"'};
    private static final byte[] SLASH = {'/'};
    private static final byte[] COLON = {':'};
    private static final byte[] COMMA = {','};
    private static final byte[] OPEN = {'{'};
    private static final byte[] CLOSE = {'}'};
    private static final byte[] OPEN_LIST = {'['};
    private static final byte[] CLOSE_LIST = {']'};
    private static final byte[] DIGIT = hexDigits();
    private static final UUID NO_UUID = new UUID(0, 0);
    private static final int LONGEST_NUMBER = 18;
    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] json;
    private int at;
    private boolean asWritten = true;

    JsonCursor(byte[] json) {
        this.json = json;
    }

    /** Whether all was of the form, and nothing is left. */
    boolean isAtTheEnd() {
        return asWritten && at == json.length;
    }

    /** Whether all was of the form so far, and the last byte ends an object; what is between is left out. */
    boolean wouldEnd() {
        return asWritten && at < json.length && json[json.length - 1] == '}';
    }

    /** Whether {@code expected} comes next; passes it if so. */
    boolean has(byte[] expected) {
        int to = at + expected.length;
        if (to <= json.length && Arrays.equals(json, at, to, expected, 0, expected.length)) {
            at = to;
            return true;
        }
        return false;
    }

    /** Passes {@code expected}. */
    JsonCursor raw(byte[] expected) {
        asWritten &= has(expected);
        return this;
    }

    @Nullable
    String text(byte[] name) {
        return raw(name).text();
    }

    /** A text that is there. */
    String some(byte[] name) {
        return raw(name).some();
    }

    private @Nullable String text() {
        return has(NULL) ? null : some();
    }

    private String some() {
        int from = at + 1;
        if (!isNext('"')) {
            return unread();
        }
        int to = JsonWriter.NOT_PLAIN.find(json, from, json.length);
        boolean ascii = to == json.length || json[to] >= 0;
        while (to < json.length && json[to] < 0) {
            to = JsonWriter.NOT_PLAIN.find(json, to + 1, json.length);
        }
        if (to == json.length || json[to] != '"') {
            return unread();
        }
        at = to + 1;
        return ascii ? new String(json, from, to - from, ISO_8859_1) : utf8(from, to);
    }

    SubmissionId submission() {
        raw(QUOTE);
        var registration = uuidDigits();
        raw(SLASH);
        long file = digits();
        raw(SLASH);
        long row = digits();
        raw(QUOTE);
        asWritten &= file >= 1 && file <= Integer.MAX_VALUE && row >= 1 && row <= Integer.MAX_VALUE;
        return new SubmissionId(registration, (int) file, (int) row);
    }

    @Nullable
    UUID uuid(byte[] name) {
        return raw(name).has(NULL) ? null : quotedUuid();
    }

    /** A UUID that is there. */
    UUID someUuid(byte[] name) {
        return raw(name).quotedUuid();
    }

    private UUID quotedUuid() {
        raw(QUOTE);
        var uuid = uuidDigits();
        raw(QUOTE);
        return uuid;
    }

    Instant time(byte[] name) {
        raw(name);
        int from = at + 1;
        int to = from;
        while (to < json.length && json[to] != '"') {
            to++;
        }
        var time = isNext('"') && to < json.length ? Times.read(json, from, to - from) : null;
        at = to + 1;
        asWritten &= time != null;
        return time == null ? Instant.EPOCH : time;
    }

    /** A number that is not negative. */
    long number(byte[] name) {
        return raw(name).digits();
    }

    private long digits() {
        int from = at;
        long number = 0;
        while (at < json.length && at - from <= LONGEST_NUMBER && json[at] >= '0' && json[at] <= '9') {
            number = 10 * number + json[at++] - '0';
        }
        int length = at - from;
        asWritten &= length > 0 && length <= LONGEST_NUMBER && (length == 1 || json[from] != '0');
        return number;
    }

    boolean flag(byte[] name) {
        if (raw(name).has(TRUE)) {
            return true;
        }
        raw(FALSE);
        return false;
    }

    /** An object of texts. */
    Map<String, @Nullable String> texts(byte[] name) {
        var texts = new LinkedHashMap<String, @Nullable String>();
        raw(name).raw(OPEN);
        if (has(CLOSE)) {
            return texts;
        }
        do {
            var key = some();
            texts.put(key, raw(COLON).text());
        } while (asWritten && has(COMMA));
        raw(CLOSE);
        return texts;
    }

    List<Warning> warnings(byte[] name) {
        var warnings = new ArrayList<Warning>(0);
        raw(name).raw(OPEN_LIST);
        if (has(CLOSE_LIST)) {
            return warnings;
        }
        do {
            warnings.add(new Warning(some(JsonWriter.WARNING_CODE), some(JsonWriter.WARNING_DETAIL)));
            raw(CLOSE);
        } while (asWritten && has(COMMA));
        raw(CLOSE_LIST);
        return warnings;
    }

    private boolean isNext(char character) {
        return at < json.length && json[at] == character;
    }

    private String unread() {
        asWritten = false;
        return "";
    }

    /** A replaced character tells of bytes that are no UTF-8, or was one itself: let others find out. */
    private String utf8(int from, int to) {
        var text = new String(json, from, to - from, UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : unread();
    }

    private UUID uuidDigits() {
        int from = at;
        at += 36;
        if (at > json.length
                || json[from + 8] != '-'
                || json[from + 13] != '-'
                || json[from + 18] != '-'
                || json[from + 23] != '-') {
            asWritten = false;
            return NO_UUID;
        }
        long high = hex(from, 8) << 32 | hex(from + 9, 4) << 16 | hex(from + 14, 4);
        long low = hex(from + 19, 4) << 48 | hex(from + 24, 12);
        return new UUID(high, low);
    }

    private long hex(int from, int digits) {
        long value = 0;
        int all = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = DIGIT[json[i] & 0xff];
            all |= digit;
            value = value << 4 | digit;
        }
        asWritten &= all >= 0;
        return value;
    }

    /** By character; -1 where it is none. */
    private static byte[] hexDigits() {
        var digits = new byte[256];
        for (int c = 0; c < digits.length; c++) {
            digits[c] = (byte) Character.digit((char) c, 16);
        }
        return digits;
    }
}
