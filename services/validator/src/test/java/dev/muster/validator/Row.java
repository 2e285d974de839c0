package dev.muster.validator;

import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.hash.HardwareHashDecoder;
import dev.muster.model.hash.HashReading;
import dev.muster.model.identity.DeviceId;
import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A row as ingest submits it, cell by cell; without a cell it is an empty one. */
public final class Row {

    private static final UUID REGISTRATION = UUID.fromString("0192f3a4-5b6c-7d8e-9f01-23456789abcd");

    private final Map<String, String> columns = new LinkedHashMap<>();
    private SubmissionId submission = new SubmissionId(REGISTRATION, 1, 2);
    private String hash;

    private Row() {}

    public static Row row() {
        return new Row();
    }

    /** A row with a value in each of the three columns and no hash. */
    public static Row tuple(String manufacturer, String model, String serialNumber) {
        return row().manufacturer(manufacturer).model(model).serialNumber(serialNumber);
    }

    public Row submission(SubmissionId other) {
        submission = other;
        return this;
    }

    public Row manufacturer(String value) {
        return column("Manufacturer", value);
    }

    public Row model(String value) {
        return column("Model", value);
    }

    public Row serialNumber(String value) {
        return column("Device Serial Number", value);
    }

    public Row column(String name, String value) {
        columns.put(name, value);
        return this;
    }

    public Row hash(String text) {
        columns.put("Hardware Hash", null);
        hash = text;
        return this;
    }

    /** The event; its identity is the hash's where that is sound, else the columns', else none. */
    public DeviceSubmitted submitted() {
        String manufacturer = columns.get("Manufacturer");
        String model = columns.get("Model");
        String serial = columns.get("Device Serial Number");
        if (hash != null && HardwareHashDecoder.decode(hash) instanceof HashReading.Sound sound) {
            manufacturer = sound.content().manufacturer();
            model = sound.content().model();
            serial = sound.content().serialNumber();
        }
        UUID device = manufacturer == null || serial == null
                ? DeviceId.ofUnidentified(submission)
                : DeviceId.of(manufacturer, serial);
        return new DeviceSubmitted(
                submission,
                "contoso",
                null,
                device,
                manufacturer,
                model,
                serial,
                columns.get("Group Tag"),
                columns.get("Assigned User"),
                "PO-1",
                null,
                Instant.parse("2026-01-31T08:00:00Z"),
                "user-7",
                Collections.unmodifiableMap(new LinkedHashMap<>(columns)),
                hash);
    }

    @Override
    public String toString() {
        return columns + (hash == null ? "" : " with a hash of " + hash.length() + " characters");
    }
}
