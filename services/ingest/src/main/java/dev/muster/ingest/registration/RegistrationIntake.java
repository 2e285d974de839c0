package dev.muster.ingest.registration;

import dev.muster.ingest.csv.CsvRecord;
import dev.muster.ingest.csv.Header;
import dev.muster.ingest.upload.Intake;
import dev.muster.ingest.upload.Kind;
import dev.muster.ingest.upload.RowOutcome;
import dev.muster.ingest.upload.Upload;
import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.Field;
import java.util.List;
import java.util.Set;

/** Devices to register: each row is told, that which cannot be read as a rejected one. */
final class RegistrationIntake implements Intake<Void> {

    @Override
    public Kind kind() {
        return Kind.REGISTRATION;
    }

    @Override
    public Set<Field> fields() {
        return Header.OF_REGISTRATIONS;
    }

    @Override
    public RowOutcome<Void> row(Upload upload, int file, Header header, CsvRecord record) {
        var event = RowEvents.of(upload, file, header, record);
        return event instanceof DeviceSubmitted ? RowOutcome.accepted(event) : RowOutcome.refused(event);
    }

    @Override
    public void keep(Upload upload, List<Void> failures) {
        // the events tell it
    }
}
