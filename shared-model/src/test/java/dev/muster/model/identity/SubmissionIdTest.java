package dev.muster.model.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionIdTest {

    private static final UUID REGISTRATION = UUID.fromString("0192f3a4-0000-7000-8000-000000000001");
    private static final UUID LATER = UUID.fromString("0192f3a5-0000-7000-8000-000000000000");

    @Test
    void isWrittenAsRegistrationFileAndRow() {
        assertThat(new SubmissionId(REGISTRATION, 1, 2)).hasToString("0192f3a4-0000-7000-8000-000000000001/1/2");
    }

    @Test
    void isReadFromRegistrationFileAndRow() {
        assertThat(SubmissionId.parse("0192f3a4-0000-7000-8000-000000000001/3/2147483647"))
                .isEqualTo(new SubmissionId(REGISTRATION, 3, Integer.MAX_VALUE));
    }

    @Property
    void isReadAsItWasWritten(
            @ForAll("uuids") UUID registration,
            @ForAll @IntRange(min = 1) int file,
            @ForAll @IntRange(min = 1) int row) {
        var id = new SubmissionId(registration, file, row);

        assertThat(SubmissionId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "//",
                "/1/2",
                "0192f3a4-0000-7000-8000-000000000001",
                "0192f3a4-0000-7000-8000-000000000001/1",
                "0192f3a4-0000-7000-8000-000000000001/1/",
                "0192f3a4-0000-7000-8000-000000000001//2",
                "0192f3a4-0000-7000-8000-000000000001/1/2/3",
                "0192f3a4-0000-7000-8000-000000000001/1/2/",
                "0192f3a4-0000-7000-8000-000000000001/one/2",
                "0192f3a4-0000-7000-8000-000000000001/1/2.0",
                "0192f3a4-0000-7000-8000-000000000001/1/ 2",
                "0192f3a4-0000-7000-8000-000000000001/1/2147483648",
                "0192f3a4-0000-7000-8000-000000000001-1-2",
                "0192f3a4-0000-7000-8000/1/2",
                "registration/1/2",
            })
    void isNotReadFromAnythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SubmissionId.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/2", "-1/2", "1/0", "1/-5", "0/0"})
    void isNotReadFromAFileOrALineBeforeTheFirst(String fileAndRow) {
        assertThatIllegalArgumentException().isThrownBy(() -> SubmissionId.parse(REGISTRATION + "/" + fileAndRow));
    }

    @Property
    void isReadFromNoArbitraryTextAndSaysSoAlwaysAlike(@ForAll String text) {
        assertThatThrownBy(() -> SubmissionId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void comesInTheOrderOfRegistrationFileAndRowByNumber() {
        List<SubmissionId> ordered = Stream.of("1/2", "1/9", "1/10", "1/100", "2/2", "10/2")
                .map(rest -> SubmissionId.parse(REGISTRATION + "/" + rest))
                .toList();
        var all = new ArrayList<>(ordered);
        all.add(new SubmissionId(LATER, 1, 1));
        var shuffled = new ArrayList<>(all);
        Collections.reverse(shuffled);

        assertThat(shuffled.stream().sorted()).containsExactlyElementsOf(all);
    }

    @Property
    void comparesAsEqualExactlyWhereItIsEqual(
            @ForAll @IntRange(min = 1, max = 3) int file,
            @ForAll @IntRange(min = 1, max = 3) int row,
            @ForAll @IntRange(min = 1, max = 3) int otherFile,
            @ForAll @IntRange(min = 1, max = 3) int otherRow) {
        var one = new SubmissionId(REGISTRATION, file, row);
        var other = new SubmissionId(REGISTRATION, otherFile, otherRow);

        assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
        assertThat(Integer.signum(one.compareTo(other))).isEqualTo(-Integer.signum(other.compareTo(one)));
    }

    @Test
    void isAPlainTextInJson() throws JsonProcessingException {
        var mapper = new ObjectMapper();
        String json = "\"0192f3a4-0000-7000-8000-000000000001/1/2\"";

        assertThat(mapper.writeValueAsString(new SubmissionId(REGISTRATION, 1, 2)))
                .isEqualTo(json);
        assertThat(mapper.readValue(json, SubmissionId.class)).isEqualTo(new SubmissionId(REGISTRATION, 1, 2));
    }

    @Provide
    Arbitrary<UUID> uuids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }
}
