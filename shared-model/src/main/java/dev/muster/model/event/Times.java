package dev.muster.model.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Times as events have them: ISO 8601 in UTC, with as many decimals, none, three, six or nine, as the time needs, which is
 * what {@link Instant#toString} gives. Written and read digit by digit: the formatters of java.time go a long way for each,
 * and a row has a dozen of them from one end to the other.
 */
public final class Times {

    private static final int DATE_AND_TIME = "2026-11-28T10:00:00".length();
    private static final int NANOS_DIGITS = 9;
    private static final int SECONDS_A_DAY = 86_400;

    private Times() {}

    /** The text of {@code time}. */
    public static String text(Instant time) {
        long seconds = time.getEpochSecond();
        int nanos = time.getNano();
        long day = Math.floorDiv(seconds, SECONDS_A_DAY);
        int second = Math.floorMod(seconds, SECONDS_A_DAY);
        var date = LocalDate.ofEpochDay(day);
        if (date.getYear() < 0 || date.getYear() > 9999) {
            return time.toString(); // with a sign
        }
        int decimals = decimals(nanos);
        var text = new byte[DATE_AND_TIME + (decimals == 0 ? 0 : 1 + decimals) + 1];
        put(text, 0, 4, date.getYear());
        text[4] = '-';
        put(text, 5, 2, date.getMonthValue());
        text[7] = '-';
        put(text, 8, 2, date.getDayOfMonth());
        text[10] = 'T';
        put(text, 11, 2, second / 3600);
        text[13] = ':';
        put(text, 14, 2, second / 60 % 60);
        text[16] = ':';
        put(text, 17, 2, second % 60);
        if (decimals > 0) {
            text[DATE_AND_TIME] = '.';
            put(text, DATE_AND_TIME + 1, decimals, shortened(nanos, decimals));
        }
        text[text.length - 1] = 'Z';
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static int decimals(int nanos) {
        if (nanos == 0) {
            return 0;
        }
        return nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : NANOS_DIGITS;
    }

    private static int shortened(int nanos, int decimals) {
        int value = nanos;
        for (int i = decimals; i < NANOS_DIGITS; i++) {
            value /= 10;
        }
        return value;
    }

    private static void put(byte[] text, int at, int digits, int value) {
        int rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** The time that characters say in the form of {@link #text}; null where they are of any other form. */
    static @Nullable Instant read(byte[] text, int from, int length) {
        int decimals = length - DATE_AND_TIME - 2; // a point before them and a Z behind
        boolean whole = decimals == -1;
        if ((!whole && (decimals < 1 || decimals > NANOS_DIGITS)) || !isPunctuated(text, from, length, whole)) {
            return null;
        }
        int year = number(text, from, 4);
        int month = number(text, from + 5, 2);
        int day = number(text, from + 8, 2);
        int hour = number(text, from + 11, 2);
        int minute = number(text, from + 14, 2);
        int second = number(text, from + 17, 2);
        int nanos = whole ? 0 : number(text, from + DATE_AND_TIME + 1, decimals);
        if ((year | hour | minute | second | nanos) < 0
                || hour > 23
                || minute > 59
                || second > 59
                || !isDay(year, month, day)) {
            return null;
        }
        for (int i = whole ? NANOS_DIGITS : decimals; i < NANOS_DIGITS; i++) {
            nanos *= 10;
        }
        long start = LocalDate.of(year, month, day).toEpochDay() * SECONDS_A_DAY;
        return Instant.ofEpochSecond(start + hour * 3600L + minute * 60L + second, nanos);
    }

    private static boolean isPunctuated(byte[] text, int from, int length, boolean whole) {
        return text[from + 4] == '-'
                && text[from + 7] == '-'
                && text[from + 10] == 'T'
                && text[from + 13] == ':'
                && text[from + 16] == ':'
                && text[from + length - 1] == 'Z'
                && (whole || text[from + DATE_AND_TIME] == '.');
    }

    private static boolean isDay(int year, int month, int day) {
        return month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28
                        || (day <= 31 && day <= LocalDate.of(year, month, 1).lengthOfMonth()));
    }

    /** A number without a sign; -1 where there is anything but digits. */
    private static int number(byte[] text, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Has JSON written and read this way; what is of another form is read as java.time does. */
    static SimpleModule module() {
        return new SimpleModule("times")
                .addSerializer(Instant.class, new Writer())
                .addDeserializer(Instant.class, new Reader());
    }

    private static final class Writer extends StdScalarSerializer<Instant> {

        @Serial
        private static final long serialVersionUID = 1;

        Writer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text(time));
        }
    }

    private static final class Reader extends StdScalarDeserializer<Instant> {

        @Serial
        private static final long serialVersionUID = 1;

        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.hasToken(JsonToken.VALUE_STRING)) {
                byte[] text = json.getText().getBytes(StandardCharsets.UTF_8);
                var time = read(text, 0, text.length);
                if (time != null) {
                    return time;
                }
            }
            return InstantDeserializer.INSTANT.deserialize(json, context);
        }
    }
}
