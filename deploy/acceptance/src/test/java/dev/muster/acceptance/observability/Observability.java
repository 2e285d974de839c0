package dev.muster.acceptance.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The rules and the dashboard in {@code deploy/observability}. */
public final class Observability {

    private final Path directory;

    /** Those of the checkout at {@code root}. */
    public Observability(Path root) {
        this.directory = root.resolve("deploy/observability");
    }

    /** What the rules and the dashboard ask for that services at these addresses do not export now. */
    public List<String> missingFrom(Collection<String> addresses) throws IOException, InterruptedException {
        var exported = Exported.by(addresses);
        return queries().stream()
                .flatMap(query -> query.missing(exported).stream())
                .distinct()
                .toList();
    }

    List<Query> queries() throws IOException {
        var queries = new ArrayList<Query>();
        for (var group : rules().path("groups")) {
            group.path("rules")
                    .forEach(rule -> queries.add(new Query(rule.path("expr").asText())));
        }
        for (var panel : dashboard().path("panels")) {
            panel.path("targets")
                    .forEach(target -> queries.add(new Query(target.path("expr").asText())));
        }
        return queries;
    }

    JsonNode rules() throws IOException {
        return new YAMLMapper().readTree(ruleFile().toFile());
    }

    JsonNode dashboard() throws IOException {
        return new ObjectMapper()
                .readTree(directory.resolve("grafana/muster.json").toFile());
    }

    Path ruleFile() {
        return directory.resolve("prometheus/muster.rules.yml");
    }

    Path ruleTests() {
        return directory.resolve("prometheus/muster.rules.test.yml");
    }
}
