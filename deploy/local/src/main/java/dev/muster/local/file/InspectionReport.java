package dev.muster.local.file;

import dev.muster.local.system.UserError;
import dev.muster.model.event.Warning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Tells somebody about an inspection, while it goes on. */
public interface InspectionReport {
    /** Of the file as a whole, before its rows. */
    void begin(List<Warning> warnings) throws IOException;

    void row(Inspected row) throws IOException;

    void end(Tally tally) throws IOException;

    /** Inspects a file row by row and returns the numbers. */
    static Tally of(Path path, InspectionReport report) throws IOException {
        try (var file = DeviceFile.open(path)) {
            var row = file.next();
            if (row == null) {
                throw new UserError(path + ": The file has a header and no rows.");
            }
            var inspection = new Inspection(file.header());
            var tally = new Tally();
            report.begin(file.header().warnings());
            for (; row != null; row = file.next()) {
                var inspected = inspection.inspect(row);
                tally.count(inspected);
                report.row(inspected);
            }
            report.end(tally);
            return tally;
        }
    }
}
