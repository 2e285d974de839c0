package dev.muster.model.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire form of each event. A golden file that has been released changes only by a field that is added. */
class GoldenFilesTest {

    static Set<String> names() {
        return Examples.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void areWhatIsWritten(String name) {
        assertThat(new String(EventJson.write(Examples.all().get(name)), UTF_8)).isEqualTo(Golden.text(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void areReadAsTheEventThatWasWritten(String name) {
        assertThat(EventJson.read(Golden.bytes(name))).isEqualTo(Examples.all().get(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void beginWithTheTypeWhichIsTheNameOfTheRecordInKebabCase(String name) {
        String record = Examples.all().get(name).getClass().getSimpleName();
        String kebab = record.replaceAll("(?<=.)(?=\\p{Lu})", "-").toLowerCase(Locale.ROOT);

        assertThat(Golden.text(name)).startsWith("{\"type\":\"" + kebab + "\",");
        assertThat(name.split("\\.", 2)[0]).as("the name of the file").isEqualTo(kebab);
    }

    @Test
    void areThereForEveryEventAndForNothingElse() throws IOException, URISyntaxException {
        assertThat(Examples.all().values()).extracting(Object::getClass).containsAll(Examples.kinds());
        Path directory = Path.of(GoldenFilesTest.class.getResource("/golden").toURI());
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceAll("\\.json$", "")))
                    .containsExactlyInAnyOrderElementsOf(names());
        }
    }

    @Test
    void ofAClaimHaveEveryFieldOfTheContract() {
        assertThat(Golden.fields("device-claimed"))
                .contains(
                        "type",
                        "submission",
                        "tenant",
                        "deviceId",
                        "sequence",
                        "manufacturer",
                        "model",
                        "serialNumber",
                        "decidedAt",
                        "registrationId",
                        "orderId",
                        "purchaseId",
                        "groupTag",
                        "submittedAt");
    }

    @Test
    void ofASubmissionEndWithTheHardwareHash() {
        assertThat(Golden.fields("device-submitted")).last().isEqualTo("hardwareHash");
        assertThat(Golden.text("device-submitted")).endsWith(",\"hardwareHash\":\"" + Examples.HASH + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"device-validated", "device-claimed", "device-released", "device-release-refused"})
    void haveTheHardwareHashOnceAndNotAgainDownstream(String name) {
        assertThat(Golden.text(name)).doesNotContain("T0E");
    }

    @ParameterizedTest
    @ValueSource(strings = {"device-claimed", "device-released", "device-release-refused"})
    void haveNoPersonalDataWhereTheyAreKeptForEver(String name) {
        assertThat(Golden.fields(name)).doesNotContain("assignedUser", "lastUser", "user", "columns");
        assertThat(Golden.text(name)).doesNotContain("@");
    }
}
