package dev.muster.local.command;

import dev.muster.local.client.Operations;
import dev.muster.local.screen.Screen;
import dev.muster.local.screen.Table;
import java.io.IOException;
import java.util.Optional;

/** What failed in the whole system, as an operator sees it. */
final class FailureList {
    private static final int LONGEST_CELL = 40;
    private static final int MOST = 100;

    private FailureList() {}

    static void print(Operations operations, Screen screen, Wanted wanted, Optional<String> code) throws IOException {
        var parameters = wanted.parameters();
        code.ifPresent(value -> parameters.put("code", value));
        parameters.put("limit", Integer.toString(MOST));
        var page = operations.get("/failures", parameters);
        var table = new Table("at", "code", "stage", "tenant", "submission", "dead letter");
        for (var failure : page.path("items")) {
            table.row(
                    failure.path("at").asText(),
                    failure.path("code").asText(),
                    failure.path("stage").asText(),
                    Screen.plain(failure.path("tenant").asText("-"), LONGEST_CELL),
                    failure.path("submission").asText("-"),
                    failure.path("deadLetter").asText("-"));
        }
        table.print(screen);
        if (page.has("next")) {
            screen.say("These are the newest %d; there are more.".formatted(MOST));
        }
    }
}
