package dev.muster.model.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written and read field by field is what Jackson writes and reads. */
class RowJsonTest {
    private static final byte[] NO_NAME = {};

    @Test
    void leavesOtherEventsToJackson() {
        var event = Examples.all().get("device-released");

        assertThat(RowJson.write(event)).isNull();
        assertThat(RowJson.read(EventJson.writeBound(event), true)).isNull();
    }

    @Property
    void writesAsJacksonDoesAndReadsWhatWasWritten(@ForAll("events") Event event) {
        byte[] json = EventJson.writeBound(event);

        assertThat(EventJson.write(event)).isEqualTo(json);
        assertThat(EventJson.read(json)).isEqualTo(event);
        assertThat(RowJson.read(json, true)).isIn(event, null);
        assertThat(EventJson.readWithoutHash(json)).isEqualTo(withoutHash(event));
    }

    @Property
    void needsNoHelpWithTextsThatNeedNoEscaping(@ForAll("plainEvents") Event event) {
        byte[] json = EventJson.writeBound(event);

        assertThat(RowJson.write(event)).isEqualTo(json);
        assertThat(RowJson.read(json, true)).isEqualTo(event);
        assertThat(RowJson.read(json, false)).isEqualTo(withoutHash(event));
    }

    @Property
    void readsNothingElseThanJacksonWhereAByteIsAnother(
            @ForAll("plainEvents") Event event, @ForAll @IntRange(max = 100_000) int place, @ForAll byte other) {
        byte[] json = EventJson.writeBound(event);
        json[place % json.length] = other;

        Event read = RowJson.read(json, true);

        if (read != null) {
            assertThat(read).isEqualTo(EventJson.readBound(json, true));
        }
    }

    @Property
    void readsNothingThatIsCutOff(@ForAll("plainEvents") Event event, @ForAll @IntRange(max = 100_000) int place) {
        byte[] json = EventJson.writeBound(event);
        byte[] cut = Arrays.copyOf(json, place % json.length);

        assertThat(RowJson.read(cut, true)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "日本", "a\u007fb", "\u0080", ""})
    void needsNoHelpWithOtherAlphabets(String text) {
        var event = event(1, new Random(1), () -> text);

        assertThat(RowJson.write(event)).isEqualTo(EventJson.writeBound(event));
        assertThat(RowJson.read(EventJson.writeBound(event), true)).isEqualTo(event);
    }

    @Test
    void writesRowsOfAnyLengthOneAfterTheOther() {
        for (int length : new int[] {3, 40_000, 5, 100_000, 1}) {
            var event = event(1, new Random(length), () -> "x".repeat(length));

            assertThat(RowJson.write(event)).isEqualTo(EventJson.writeBound(event));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\\b", "a\tb", "\0", "\ud83d\ude00"})
    void leavesWhatJacksonEscapesToJackson(String text) {
        var event = event(1, new Random(1), () -> text);

        assertThat(RowJson.write(event)).isNull();
        assertThat(RowJson.read(EventJson.writeBound(event), true)).isNull();
        assertThat(EventJson.read(EventJson.write(event))).isEqualTo(event);
    }

    @Test
    void leavesBytesThatAreNoUtf8ToJackson() {
        byte[] json = EventJson.writeBound(Examples.all().get("device-claimed"));
        json[new String(json, UTF_8).indexOf("contoso")] = (byte) 0xff;

        assertThat(RowJson.read(json, true)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "9", "10", "999999999999999999"})
    void readsNumbersAsTheyAreWritten(long number) {
        assertThat(JsonWriter.begin().number(NO_NAME, number).result())
                .isEqualTo(Long.toString(number).getBytes(UTF_8));
        assertThat(new JsonCursor(Long.toString(number).getBytes(UTF_8)).number(NO_NAME))
                .isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "01", "1.0", "1e3", "9999999999999999999", " 1"})
    void readsNoOtherNumbers(String text) {
        var in = new JsonCursor(text.getBytes(UTF_8));

        var unused = in.number(NO_NAME);

        assertThat(in.isAtTheEnd()).isFalse();
    }

    @Provide
    Arbitrary<Event> events() {
        return events(Arbitraries.strings().ofMaxLength(20).filter(RowJsonTest::hasUtf8));
    }

    @Provide
    Arbitrary<Event> plainEvents() {
        return events(Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars('ä', 'é', 'ß', '日')
                .excludeChars('"', '\\')
                .ofMaxLength(20));
    }

    private static Arbitrary<Event> events(Arbitrary<String> texts) {
        return Arbitraries.integers()
                .between(0, 2)
                .flatMap(kind -> Arbitraries.longs()
                        .flatMap(seed -> texts.list()
                                .ofMinSize(4)
                                .ofMaxSize(12)
                                .map(some -> event(kind, new Random(seed), new Turns(some)))));
    }

    private static boolean hasUtf8(String text) {
        return new String(text.getBytes(UTF_8), UTF_8).equals(text);
    }

    /** Texts in turn. */
    private static final class Turns implements Supplier<String> {
        private final List<String> texts;
        private int next;

        Turns(List<String> texts) {
            this.texts = texts;
        }

        @Override
        public String get() {
            return texts.get(next++ % texts.size());
        }
    }

    private static Event event(int kind, Random random, Supplier<String> texts) {
        var submission = new SubmissionId(uuid(random), 1 + random.nextInt(3), 1 + random.nextInt(1_000_000));
        var columns = new LinkedHashMap<String, @Nullable String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            columns.put(texts.get(), maybe(random, texts.get()));
        }
        return switch (kind) {
            case 0 ->
                new DeviceSubmitted(
                        submission,
                        texts.get(),
                        maybe(random, texts.get()),
                        uuid(random),
                        maybe(random, texts.get()),
                        maybe(random, texts.get()),
                        maybe(random, texts.get()),
                        maybe(random, texts.get()),
                        maybe(random, texts.get()),
                        maybe(random, texts.get()),
                        maybe(random, texts.get()),
                        time(random),
                        texts.get(),
                        columns,
                        maybe(random, texts.get()));
            case 1 ->
                new DeviceValidated(
                        submission,
                        texts.get(),
                        maybe(random, texts.get()),
                        uuid(random),
                        texts.get(),
                        maybe(random, texts.get()),
                        texts.get(),
                        random.nextBoolean(),
                        random.nextBoolean() ? null : uuid(random),
                        maybe(random, texts.get()),
                        maybe(random, texts.get()),
                        maybe(random, texts.get()),
                        maybe(random, texts.get()),
                        time(random),
                        texts.get(),
                        time(random),
                        warnings(random, texts),
                        columns);
            default ->
                new DeviceClaimed(
                        submission,
                        texts.get(),
                        maybe(random, texts.get()),
                        uuid(random),
                        random.nextInt(1000),
                        texts.get(),
                        maybe(random, texts.get()),
                        texts.get(),
                        time(random),
                        uuid(random),
                        maybe(random, texts.get()),
                        maybe(random, texts.get()),
                        maybe(random, texts.get()),
                        time(random),
                        texts.get(),
                        warnings(random, texts));
        };
    }

    private static List<Warning> warnings(Random random, Supplier<String> texts) {
        var warnings = new ArrayList<Warning>();
        for (int i = random.nextInt(3); i > 0; i--) {
            warnings.add(new Warning(texts.get(), texts.get()));
        }
        return warnings;
    }

    private static @Nullable String maybe(Random random, String text) {
        return random.nextBoolean() ? null : text;
    }

    private static UUID uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static Instant time(Random random) {
        long nanos = switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> random.nextInt(1000) * 1_000_000L;
            default -> random.nextInt(1_000_000_000);
        };
        return Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000), nanos);
    }

    private static Event withoutHash(Event event) {
        return event instanceof DeviceSubmitted it
                ? new DeviceSubmitted(
                        it.submission(),
                        it.tenant(),
                        it.partner(),
                        it.deviceId(),
                        it.manufacturer(),
                        it.model(),
                        it.serialNumber(),
                        it.groupTag(),
                        it.assignedUser(),
                        it.orderId(),
                        it.purchaseId(),
                        it.submittedAt(),
                        it.submittedBy(),
                        it.columns(),
                        null)
                : Objects.requireNonNull(event);
    }
}
