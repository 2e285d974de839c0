package dev.muster.ingest.checkin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.runtime.problem.Problem;
import dev.muster.runtime.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckInReaderTest {

    private static final String GOOD =
            "{'manufacturer':'Contoso','serialNumber':'SN-1','lastSeenAt':'2026-01-31T08:00:00Z','user':'ann'}";
    private static final CheckIn READ = new CheckIn("Contoso", "SN-1", Instant.parse("2026-01-31T08:00:00Z"), "ann");

    @ParameterizedTest
    @ValueSource(strings = {"[G,G]", "[ G ,\n G ]\n", "G\nG", "G\r\nG\r\n", "G G"})
    void readsAnArrayOrOneObjectALine(String body) {
        assertThat(read(body.replace("G", GOOD))).containsExactly(READ, READ);
    }

    @Test
    void readsAnArrayOfNone() {
        assertThat(read("[]")).isEmpty();
    }

    @Test
    void readsACheckInWithoutAUserAndWithWhatItDoesNotKnow() {
        String body = GOOD.replace("'user':'ann'", "'user':null,'battery':{'level':3}");
        assertThat(read(body)).containsExactly(new CheckIn("Contoso", "SN-1", READ.lastSeenAt(), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "nonsense",
                "nonsense\n{'a':",
                "[G",
                "G,G",
                "{'a':",
                "<xml/>",
                "[G}",
                "[G]\n[G,G]",
                "[G]\nG",
                "[G] nonsense",
                "[] []",
                "[G]]"
            })
    void refusesABodyThatIsNoJson(String body) {
        var problem = problem(body.replace("G", GOOD));
        assertThat(problem.type()).hasToString("urn:muster:problem:invalid-parameter");
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).startsWith("The body has to be");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "5|not an object",
                "'x'|not an object",
                "null|not an object",
                "[]|not an object",
                "{}|manufacturer is missing",
                "{'manufacturer':' '}|manufacturer is missing",
                "{'manufacturer':5}|manufacturer has to be text of at most 1000 characters",
                "{'manufacturer':'a\\u0000'}|manufacturer has to be text of at most 1000 characters",
                "{'manufacturer':'\\ud800'}|manufacturer has to be text of at most 1000 characters",
                "{'manufacturer':'c'}|serialNumber is missing",
                "{'manufacturer':'c','serialNumber':null}|serialNumber is missing",
                "{'manufacturer':'c','serialNumber':['s']}|serialNumber has to be text of at most 1000 characters",
                "{'manufacturer':'c','serialNumber':'s'}|lastSeenAt is missing",
                "{'manufacturer':'c','serialNumber':'s','lastSeenAt':'yesterday'}|lastSeenAt has to be a time such as 2026-01-31T08:00:00Z, from 2000 on",
                "{'manufacturer':'c','serialNumber':'s','lastSeenAt':'1999-12-31T23:59:59Z'}|lastSeenAt has to be a time such as 2026-01-31T08:00:00Z, from 2000 on",
                "{'manufacturer':'c','serialNumber':'s','lastSeenAt':'+12026-01-31T08:00:00Z'}|lastSeenAt has to be a time such as 2026-01-31T08:00:00Z, from 2000 on",
                "{'manufacturer':'c','serialNumber':'s','lastSeenAt':1769846400}|lastSeenAt has to be text of at most 1000 characters"
            })
    void saysWhatIsWrongWithAnElement(String element, String fault) {
        assertThat(problem("[" + element + "]").errors()).containsExactly(new Problem.Fault("Element 1: " + fault, 1));
    }

    @Test
    void namesEachBadElementAndTakesNone() {
        var problem = problem("[{}," + GOOD + ",5]");
        assertThat(problem.detail()).isEqualTo("Nothing was taken.");
        assertThat(problem.errors())
                .containsExactly(
                        new Problem.Fault("Element 1: manufacturer is missing", 1),
                        new Problem.Fault("Element 3: not an object", 3));
    }

    @Test
    void namesEachLineThatIsNoJsonAndTakesNone() {
        var problem = problem("G\r\nnonsense\r\n\r\n{}\r\nG,G\r\nG\r\n{'manufacturer':".replace("G", GOOD));
        assertThat(problem.detail()).isEqualTo("Nothing was taken.");
        assertThat(problem.errors())
                .containsExactly(
                        new Problem.Fault("Element 2: not JSON", 2),
                        new Problem.Fault("Element 3: manufacturer is missing", 3),
                        new Problem.Fault("Element 4: not JSON", 4),
                        new Problem.Fault("Element 6: not JSON", 6));
    }

    @Test
    void takesNoLineOfTextThatIsNotInUnicode() {
        byte[] body =
                (GOOD + "\n" + GOOD.replace("ann", "?")).replace('\'', '"').getBytes(UTF_8);
        body[body.length - 3] = (byte) 0xff;
        var problem =
                catchThrowableOfType(ProblemException.class, () -> read(body)).problem();
        assertThat(problem.errors()).containsExactly(new Problem.Fault("Element 2: not JSON", 2));
    }

    @Test
    void readsAnObjectOfSeveralLines() {
        assertThat(read(GOOD.replace(",", ",\n"))).containsExactly(READ);
    }

    @Test
    void readsNoFurtherThanItTakes() {
        assertThat(problem("[" + "{},".repeat(10_001) + "nonsense").detail()).contains("10000");
        assertThat(problem("{}\n".repeat(10_001) + "nonsense").detail()).contains("10000");
    }

    @Test
    void refusesMoreThanItTakesAtOnce() {
        assertThat(read((GOOD + "\n").repeat(10_000))).hasSize(10_000);
        assertThat(problem((GOOD + "\n").repeat(10_001)).detail()).contains("10000");
    }

    private static List<CheckIn> read(String body) {
        return read(body.replace('\'', '"').getBytes(UTF_8));
    }

    private static List<CheckIn> read(byte[] body) {
        return new CheckInReader(new ObjectMapper()).read(body);
    }

    private static Problem problem(String body) {
        return catchThrowableOfType(ProblemException.class, () -> read(body)).problem();
    }
}
