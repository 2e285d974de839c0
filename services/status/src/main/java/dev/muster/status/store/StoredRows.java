package dev.muster.status.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.muster.model.event.Warning;
import dev.muster.model.identity.SubmissionId;
import dev.muster.status.Columns;
import dev.muster.status.StoredJson;
import dev.muster.status.projection.Attributes;
import dev.muster.status.projection.DeviceRow;
import dev.muster.status.projection.DeviceRow.Claim;
import dev.muster.status.projection.DeviceRow.Sighting;
import dev.muster.status.projection.Failed;
import dev.muster.status.projection.Outcome;
import dev.muster.status.projection.RegistrationRow;
import dev.muster.status.projection.ReleaseRow;
import dev.muster.status.projection.SubmissionRow;
import dev.muster.status.projection.SubmissionRow.Source;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the projection from the columns of their tables. */
public final class StoredRows {

    /** The columns of the table submission as {@link #submission} takes them. */
    public static final String SUBMISSION_COLUMNS = """
            cast(registration_id as text), file, row, tenant, cast(device_id as text), outcome,
            cast(extract(epoch from decided_at) * 1000 as int8), manufacturer, model, serial_number, serial_normal,
            group_tag, assigned_user, order_id, purchase_id, cast(extract(epoch from submitted_at) * 1000 as int8),
            submitted_by, partner, code, failed, source_partition, source_offset
            """;

    private static final TypeReference<Failed> FAILED = new TypeReference<>() {};
    private static final TypeReference<List<Warning>> WARNINGS = new TypeReference<>() {};
    private static final TypeReference<RegistrationRow.Opened> OPENED = new TypeReference<>() {};
    private static final TypeReference<RegistrationRow.Closed> CLOSED = new TypeReference<>() {};

    /** The columns of a claim behind its sequence. */
    private static final int CLAIMED = 15;

    private StoredRows() {}

    public static SubmissionRow submission(Columns c) {
        var key = new SubmissionId(c.uuid(), c.int4(), c.int4());
        String tenant = c.required();
        UUID deviceId = c.uuid();
        var outcome = Outcome.of(c.int4());
        var decidedAt = c.time();
        String manufacturer = c.text();
        String model = c.text();
        String serialNumber = c.text();
        c.skip(); // its normal form
        var attributes = new Attributes(
                manufacturer,
                model,
                serialNumber,
                c.text(),
                c.text(),
                c.text(),
                c.text(),
                c.timeOrNull(),
                c.text(),
                c.text());
        c.skip(); // the code, which the failure has too
        Failed failed = StoredJson.read(c.text(), FAILED);
        Integer partition = c.int4OrNull();
        Long offset = c.int8OrNull();
        var source = partition == null || offset == null ? null : new Source(partition, offset);
        return new SubmissionRow(key, tenant, deviceId, outcome, decidedAt, attributes, failed, source);
    }

    public static DeviceRow device(Columns c) {
        var key = new DeviceRow.Key(c.required(), c.uuid());
        long sequence = c.int8();
        c.skip(); // whether it is owned, which the two sequences say too
        Claim claim = claim(c);
        String assignedUser = c.text();
        Instant lastSeenAt = c.timeOrNull();
        String lastUser = c.text();
        var sighting = lastSeenAt == null ? null : new Sighting(lastSeenAt, lastUser);
        return new DeviceRow(key, sequence, claim, assignedUser, sighting);
    }

    private static @Nullable Claim claim(Columns c) {
        Long sequence = c.int8OrNull();
        if (sequence == null) {
            c.skip(CLAIMED);
            return null;
        }
        var submission = new SubmissionId(c.uuid(), c.int4(), c.int4());
        String manufacturer = c.required();
        String model = c.text();
        String serialNumber = c.required();
        c.skip(2); // its normal form and the parts of that
        return new Claim(
                sequence,
                submission,
                manufacturer,
                model,
                serialNumber,
                c.text(),
                c.text(),
                c.text(),
                c.time(),
                c.text(),
                c.text(),
                Objects.requireNonNullElse(StoredJson.read(c.text(), WARNINGS), List.of()));
    }

    public static RegistrationRow registration(Columns c) {
        return new RegistrationRow(
                c.uuid(),
                c.required(),
                StoredJson.read(c.text(), OPENED),
                c.int4(),
                StoredJson.read(c.text(), CLOSED),
                c.timeOrNull());
    }

    public static ReleaseRow release(Columns c) {
        return new ReleaseRow(
                c.uuid(), c.required(), c.uuid(), ReleaseRow.State.of(c.required()), c.time(), c.text(), c.text());
    }
}
