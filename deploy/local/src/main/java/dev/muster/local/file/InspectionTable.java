package dev.muster.local.file;

import dev.muster.local.screen.Screen;
import dev.muster.local.screen.Table;
import dev.muster.model.event.Warning;
import dev.muster.model.failure.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An inspection as a table for people, and what it comes to. */
public final class InspectionTable implements InspectionReport {
    private static final int PAGE = 500;
    private static final int WIDEST = 40;
    private static final int LONGEST = 300;

    private final Screen screen;
    private Table page = headed();
    private int rowsOfPage;
    private boolean hasHeadings;

    public InspectionTable(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void begin(List<Warning> warnings) {
        warnings.forEach(warning -> screen.say("Note: " + Screen.plain(warning.detail(), LONGEST)));
    }

    @Override
    public void row(Inspected row) {
        var uuid = row.hash() == null ? null : row.hash().smbiosUuid();
        page.row(
                Integer.toString(row.line()),
                shown(row.manufacturer()),
                shown(row.model()),
                shown(row.serialNumber()),
                uuid == null ? "" : uuid.toString(),
                Screen.plain(outcome(row), LONGEST));
        if (++rowsOfPage == PAGE) {
            printPage();
        }
    }

    @Override
    public void end(Tally tally) {
        printPage();
        screen.say("");
        screen.say("%,d %s: %,d good, %,d would fail"
                .formatted(tally.total(), tally.total() == 1 ? "row" : "rows", tally.good(), tally.failed()));
        if (tally.undeclared() > 0) {
            screen.say("%,d of the good ones have no hardware hash: they count only if a supplier has declared them."
                    .formatted(tally.undeclared()));
        }
        if (tally.failed() > 0) {
            var table = new Table("would fail", "rows", "what to do");
            tally.failedByCode()
                    .forEach((code, rows) -> table.row(code.code(), "%,d".formatted(rows), code.text(Locale.ENGLISH)));
            table.print(screen);
        }
    }

    private void printPage() {
        page.lines().stream().skip(hasHeadings ? 1 : 0).forEach(screen::say);
        hasHeadings = true;
        page = headed();
        rowsOfPage = 0;
    }

    private static String outcome(Inspected row) {
        if (row.fails()) {
            return row.findings().stream().map(InspectionTable::words).collect(Collectors.joining("; "));
        }
        var warnings = row.warnings().stream().map(warning -> "; " + warning.detail());
        return (row.undeclared() ? "good, without a hash" : "good") + warnings.collect(Collectors.joining());
    }

    private static String words(Finding finding) {
        var title = finding.code().title(Locale.ENGLISH);
        return finding.detail() == null ? title : title + ": " + finding.detail();
    }

    private static String shown(@Nullable String text) {
        return Screen.plain(Objects.requireNonNullElse(text, ""), WIDEST);
    }

    private static Table headed() {
        return new Table("line", "manufacturer", "model", "serial number", "SMBIOS UUID", "outcome");
    }
}
