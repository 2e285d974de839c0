package dev.muster.acceptance.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.acceptance.Checkout;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules and the dashboard by themselves; that services export what they ask for is seen on the whole system. */
class ObservabilityTest {

    private static final Exported EXPORTED = new Exported(Map.of(
            "muster_stage_paused", Set.of("service"),
            "muster_consumer_state", Set.of("service", "group")));
    private static final Pattern NOT_IN_AN_ANCHOR = Pattern.compile("[^a-z0-9 -]");

    private final Path root = Checkout.root();
    private final Observability observability = new Observability(root);

    /** With promtool from the path, or as {@code .ci/promtool} brings it; where CI is true a machine without it is at fault. */
    @Test
    void passTheTestsOfTheRules() throws Exception {
        var found = promtool();
        if (found.isEmpty() && "true".equalsIgnoreCase(System.getenv("CI"))) {
            fail("promtool is not there: .ci/promtool brings it");
        }
        assumeTrue(found.isPresent(), "promtool is not there: .ci/promtool brings it");
        assertThat(run(found.get(), "check", "rules", observability.ruleFile())).isEmpty();
        assertThat(run(found.get(), "test", "rules", observability.ruleTests())).isEmpty();
    }

    @Test
    void haveATestForEachAlertAndASectionOfTheRunbook() throws Exception {
        var tests = Files.readString(observability.ruleTests());
        var anchors = Files.readAllLines(root.resolve("docs/operations.md")).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(title -> NOT_IN_AN_ANCHOR.matcher(title).replaceAll("").replace(' ', '-'))
                .toList();
        var alerts = new ArrayList<JsonNode>();
        observability
                .rules()
                .path("groups")
                .forEach(group -> group.path("rules").forEach(rule -> {
                    if (rule.has("alert")) {
                        alerts.add(rule);
                    }
                }));
        assertThat(alerts).isNotEmpty().allSatisfy(alert -> {
            assertThat(tests).contains("alertname: " + alert.path("alert").asText());
            var runbook = alert.path("annotations").path("runbook").asText().split("#", 2);
            assertThat(runbook[0]).isEqualTo("docs/operations.md");
            assertThat(anchors).contains(runbook[1]);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "max by (service) (muster_stage_paused) == 1; ",
                "muster_consumer_state{group=\"muster.claim\"}; ",
                "up{job=\"muster\"}; ",
                "muster_nothing > 0; muster_nothing",
                "muster_stage_paused{group=\"x\"}; muster_stage_paused{group}",
                "sum by (topic) (muster_stage_paused); by (topic) in sum by (topic) (muster_stage_paused)"
            })
    void areCheckedForMetricsAndLabelsThatNobodyExports(String expression, String missing) {
        assertThat(new Query(expression).missing(EXPORTED)).isEqualTo(missing == null ? List.of() : List.of(missing));
    }

    private static List<String> run(Path promtool, String verb, String what, Path file) throws Exception {
        var process = new ProcessBuilder(promtool.toString(), verb, what, file.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() == 0 ? List.of() : said.lines().toList();
    }

    private Optional<Path> promtool() {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                                .map(directory -> Path.of(directory, "promtool")),
                        Stream.of(root.resolve(".muster/promtool/usr/bin/promtool")))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
