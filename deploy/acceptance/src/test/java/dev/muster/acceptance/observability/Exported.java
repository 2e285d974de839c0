package dev.muster.acceptance.observability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The metrics that services export.
 *
 * @param labels the names of the labels that each metric has, by the metric's name
 */
record Exported(Map<String, Set<String>> labels) {

    private static final Pattern LINE = Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? .*$");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"(?:[^\"\\\\]|\\\\.)*\"");

    /** What services at these addresses export now. */
    static Exported by(Collection<String> addresses) throws IOException, InterruptedException {
        var labels = new HashMap<String, Set<String>>();
        try (var http = HttpClient.newHttpClient()) {
            for (var address : addresses) {
                var request = HttpRequest.newBuilder(URI.create(address + "/q/metrics"))
                        .header("Accept", "text/plain")
                        .build();
                http.send(request, BodyHandlers.ofLines()).body().forEach(line -> add(line, labels));
            }
        }
        return new Exported(labels);
    }

    private static void add(String line, Map<String, Set<String>> labels) {
        var matcher = LINE.matcher(line);
        if (!line.startsWith("#") && matcher.matches()) {
            var names = labels.computeIfAbsent(matcher.group(1), name -> new HashSet<>());
            if (matcher.group(2) != null) {
                LABEL.matcher(matcher.group(2)).results().forEach(label -> names.add(label.group(1)));
            }
        }
    }
}
