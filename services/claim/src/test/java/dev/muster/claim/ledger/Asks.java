package dev.muster.claim.ledger;

import dev.muster.model.event.DeviceReleaseRequested;
import dev.muster.model.event.DeviceShipped;
import dev.muster.model.event.DeviceValidated;
import dev.muster.model.event.Warning;
import dev.muster.model.identity.SubmissionId;
import java.time.Duration;
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
        return row(tenant, submission, device, "Contoso", true);
    }

    /** The same of a device of another manufacturer. */
    public static DeviceValidated hashedBy(String manufacturer, String tenant, SubmissionId submission, UUID device) {
        return row(tenant, submission, device, manufacturer, true);
    }

    /** A row with manufacturer, model and serial number only. */
    public static DeviceValidated tuple(String tenant, SubmissionId submission, UUID device) {
        return row(tenant, submission, device, "Contoso", false);
    }

    public static DeviceReleaseRequested release(String tenant, UUID releaseId, UUID device) {
        return new DeviceReleaseRequested(releaseId, tenant, null, device, "user-9", SUBMITTED);
    }

    /** What a supplier declares of the device that {@link #hashed} and {@link #tuple} name, exactly as they do. */
    public static DeviceShipped shipped(String supplier, int minute, UUID device, String soldTo) {
        return shipped(supplier, minute, device, "Model-1", soldTo);
    }

    /** The row of a manifest of that minute of the day. */
    public static DeviceShipped shipped(String supplier, int minute, UUID device, String model, String soldTo) {
        var manifest = new UUID(supplier.hashCode() ^ device.hashCode(), minute);
        return new DeviceShipped(
                new SubmissionId(manifest, 1, 2),
                supplier,
                device,
                "Contoso",
                model,
                "SN-000123",
                soldTo,
                "oem-1",
                SUBMITTED.plus(Duration.ofMinutes(minute)));
    }

    private static DeviceValidated row(
            String tenant, SubmissionId submission, UUID device, String manufacturer, boolean hashed) {
        var columns = new LinkedHashMap<String, String>();
        columns.put("Device Serial Number", "SN-000123");
        columns.put("Hardware Hash", null);
        return new DeviceValidated(
                submission,
                tenant,
                null,
                device,
                manufacturer,
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
