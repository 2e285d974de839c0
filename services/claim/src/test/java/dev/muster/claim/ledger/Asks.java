package dev.muster.claim.ledger;

import dev.muster.model.event.DeviceReleaseRequested;
import dev.muster.model.event.DeviceValidated;
import dev.muster.model.event.Warning;
import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** What tests ask of the ledger. */
public final class Asks {

    public static final Instant SUBMITTED = Instant.parse("2026-01-31T08:00:00Z");

    private Asks() {}

    /** A row with a sound hardware hash. */
    public static DeviceValidated hashed(String tenant, SubmissionId submission, UUID device) {
        return row(tenant, submission, device, true);
    }

    /** A row with manufacturer, model and serial number only. */
    public static DeviceValidated tuple(String tenant, SubmissionId submission, UUID device) {
        return row(tenant, submission, device, false);
    }

    public static DeviceReleaseRequested release(String tenant, UUID releaseId, UUID device) {
        return new DeviceReleaseRequested(releaseId, tenant, null, device, "user-9", SUBMITTED);
    }

    private static DeviceValidated row(String tenant, SubmissionId submission, UUID device, boolean hashed) {
        var columns = new LinkedHashMap<String, String>();
        columns.put("Device Serial Number", "SN-000123");
        columns.put("Hardware Hash", null);
        return new DeviceValidated(
                submission,
                tenant,
                null,
                device,
                "Contoso",
                "Model-1",
                "SN-000123",
                hashed,
                null,
                "Kiosk",
                "ann@contoso.example",
                "PO-1",
                null,
                SUBMITTED,
                "user-7",
                SUBMITTED.plusSeconds(1),
                List.of(new Warning("model-differs", "Model is Model-9 in the row")),
                columns);
    }
}
