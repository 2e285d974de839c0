package dev.muster.acceptance.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A query in PromQL, as far as it names metrics of ours and their labels. */
record Query(String expression) {

    private static final Pattern METRIC = Pattern.compile("\\b(muster_[a-z0-9_]+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)\\s*(?:=~|!~|!=|=)");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without)\\s*\\(([^)]*)\\)");

    /** What the query asks for that is not exported. */
    List<String> missing(Exported exported) {
        var missing = new ArrayList<String>();
        var names = METRIC.matcher(expression).results().toList();
        for (var name : names) {
            var labels = exported.labels().get(name.group(1));
            if (labels == null) {
                missing.add(name.group(1));
                continue;
            }
            if (name.group(2) != null) {
                MATCHER.matcher(name.group(2))
                        .results()
                        .map(label -> label.group(1))
                        .forEach(label -> {
                            if (!labels.contains(label)) {
                                missing.add(name.group(1) + "{" + label + "}");
                            }
                        });
            }
        }
        GROUPING.matcher(expression).results().forEach(grouping -> {
            for (var label : grouping.group(1).split(",", -1)) {
                boolean known = names.stream()
                        .map(name -> exported.labels().get(name.group(1)))
                        .anyMatch(labels -> labels != null && labels.contains(label.strip()));
                if (!label.isBlank() && !known) {
                    missing.add("by (" + label.strip() + ") in " + expression);
                }
            }
        });
        return missing;
    }
}
