package dev.muster.model.event;

import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** One event of each kind, and a second where a kind has two faces; by the name of its golden file. */
final class Examples {

    static final UUID REGISTRATION = UUID.fromString("0192f3a4-5b6c-7d8e-9f01-23456789abcd");
    static final SubmissionId SUBMISSION = new SubmissionId(REGISTRATION, 1, 2);
    static final UUID DEVICE = UUID.fromString("a4fd8ead-5648-51d2-92e8-37e95ff36708");
    static final UUID RELEASE = UUID.fromString("0192f3b0-0000-7000-8000-000000000001");
    static final UUID REQUEST = UUID.fromString("3f2b8a52-9c14-5e0d-8a77-1b0c5d6e7f80");
    static final String HASH =
            "T0E+AAwAFAAzIhEAVUR3ZoiZqrvM3e7/DgAOAFNOLTAwMDEyMwAQAAwAQ29udG9zbwARAAwATW9kZWwtMQBDUyQABevj"
                    + "0RmR4cRKv6a+dRVzM54NayVgw+CLA3HJvz0hUTA";

    private static final Instant SUBMITTED = Instant.parse("2026-01-31T08:00:00Z");
    private static final Instant DECIDED = Instant.parse("2026-01-31T08:00:01.234Z");
    private static final List<Warning> WARNINGS = List.of(new Warning("hash-padding", "Missing = at the end"));

    private Examples() {}

    static Map<String, Event> all() {
        var all = new TreeMap<String, Event>();
        all.put("device-submitted", submitted());
        all.put("device-validated", validated());
        all.put("device-rejected", rejected());
        all.put(
                "device-rejected.unexpected-error",
                DeviceRejected.unexpected(SUBMISSION, "contoso", DEVICE, DeviceRejected.By.CLAIM, REQUEST, DECIDED));
        all.put("device-claimed", claimed());
        all.put("device-released", new DeviceReleased(RELEASE, "contoso", null, DEVICE, 2, DECIDED));
        all.put(
                "device-release-refused",
                new DeviceReleaseRefused(RELEASE, "fabrikam", "partner-1", DEVICE, 3, "not-yours", DECIDED));
        all.put(
                "device-release-requested",
                new DeviceReleaseRequested(RELEASE, "contoso", null, DEVICE, "user-7", SUBMITTED));
        all.put(
                "device-checked-in",
                new DeviceCheckedIn("contoso", "partner-1", DEVICE, SUBMITTED, "ann@contoso.example", DECIDED));
        all.put(
                "registration-opened",
                new RegistrationOpened(
                        REGISTRATION,
                        "contoso",
                        "partner-1",
                        1,
                        List.of("devices.csv", "more.csv"),
                        "PO-1",
                        null,
                        SUBMITTED,
                        "user-7"));
        all.put(
                "registration-interrupted",
                new RegistrationInterrupted(REGISTRATION, "contoso", "partner-1", 1, DECIDED));
        all.put(
                "registration-closed",
                new RegistrationClosed(
                        REGISTRATION,
                        "contoso",
                        "partner-1",
                        2,
                        List.of("devices.csv", "more.csv"),
                        251,
                        250,
                        1,
                        List.of(new Warning("extra-column", "Column 'Notes' ignored")),
                        DECIDED));
        all.put("device-shipped", shipped("fabrikam"));
        all.put("device-shipped.to-nobody", shipped(null));
        all.put(
                "device-contested",
                new DeviceContested(
                        SUBMISSION, "contoso-oem", "fabrikam", "contoso", DEVICE, "Contoso", "SN-000123", 1, DECIDED));
        all.put(
                "tenant-settings-changed",
                new TenantSettingsChanged("contoso", null, 3, 5, List.of("partner-1", "partner-2"), "user-7", DECIDED));
        all.put(
                "manufacturer-settings-changed",
                new ManufacturerSettingsChanged(
                        "operations",
                        "contoso",
                        4,
                        ManufacturerSettingsChanged.Catalogue.REQUIRED,
                        "operator-1",
                        DECIDED));
        all.put(
                "rebuild-requested",
                new RebuildRequested(REQUEST, "operations", RebuildRequested.Action.START, "operator-1", SUBMITTED));
        all.put(
                "rebuild-reported",
                new RebuildReported(
                        REQUEST,
                        "operations",
                        RebuildRequested.Action.START,
                        RebuildReported.State.DIFFERS,
                        null,
                        List.of("device contoso: 250 rows, of which some differ"),
                        502,
                        0,
                        SUBMITTED,
                        DECIDED,
                        DECIDED));
        all.put(
                "rebuild-reported.building",
                new RebuildReported(
                        REQUEST,
                        "operations",
                        RebuildRequested.Action.START,
                        RebuildReported.State.BUILDING,
                        "reading",
                        List.of(),
                        20_000,
                        480_000,
                        SUBMITTED,
                        null,
                        DECIDED));
        all.put(
                "stage-pause-changed",
                new StagePauseChanged(
                        REQUEST,
                        "operations",
                        "claim",
                        true,
                        List.of(new StagePauseChanged.Position("muster.device.validated.v1", 3, 17)),
                        "operator-1",
                        SUBMITTED));
        all.put(
                "stage-pause-changed.resumed",
                new StagePauseChanged(REQUEST, "operations", "claim", false, List.of(), "operator-1", SUBMITTED));
        return all;
    }

    private static DeviceShipped shipped(String soldTo) {
        return new DeviceShipped(
                SUBMISSION, "contoso-oem", DEVICE, "Contoso", "Model-1", "SN-000123", soldTo, "oem-1", SUBMITTED);
    }

    static DeviceSubmitted submitted() {
        return new DeviceSubmitted(
                SUBMISSION,
                "contoso",
                "partner-1",
                DEVICE,
                "Contoso",
                "Model-1",
                "SN-000123",
                "Kiosk",
                "ann@contoso.example",
                "PO-1",
                null,
                SUBMITTED,
                "user-7",
                columns(),
                HASH);
    }

    static DeviceClaimed claimed() {
        return new DeviceClaimed(
                SUBMISSION,
                "contoso",
                null,
                DEVICE,
                1,
                "Contoso",
                "Model-1",
                "SN-000123",
                DECIDED,
                REGISTRATION,
                "PO-1",
                null,
                null,
                SUBMITTED,
                "user-7",
                WARNINGS);
    }

    private static DeviceValidated validated() {
        return new DeviceValidated(
                SUBMISSION,
                "contoso",
                null,
                DEVICE,
                "Contoso",
                "Model-1",
                "SN-000123",
                true,
                UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
                "Kiosk",
                "ann@contoso.example",
                "PO-1",
                null,
                SUBMITTED,
                "user-7",
                DECIDED,
                WARNINGS,
                columns());
    }

    private static DeviceRejected rejected() {
        var row = columns();
        row.put("Hardware Hash", "T0E+AAwAFAAz");
        return new DeviceRejected(
                SUBMISSION,
                "contoso",
                null,
                DEVICE,
                DeviceRejected.By.VALIDATOR,
                FailureCode.HARDWARE_HASH_NOT_VALID,
                List.of(
                        new Finding(FailureCode.HARDWARE_HASH_NOT_VALID, "truncated by 89 bytes"),
                        new Finding(FailureCode.DEVICE_NOT_FOUND, null)),
                null,
                null,
                "Contoso",
                "Model-1",
                "SN-000123",
                "Kiosk",
                "ann@contoso.example",
                "PO-1",
                null,
                SUBMITTED,
                "user-7",
                DECIDED,
                List.of(),
                row,
                null);
    }

    /** In the order of the file, with the column of the hardware hash empty. */
    private static Map<String, String> columns() {
        var columns = new LinkedHashMap<String, String>();
        columns.put("Device Serial Number", "SN-000123");
        columns.put("Windows Product ID", null);
        columns.put("Hardware Hash", null);
        columns.put("Notes", "3ᵉ étage, \"là\"");
        return columns;
    }

    /** Every record that is an event, wherever it is in the sealed family. */
    static List<Class<?>> kinds() {
        var kinds = new ArrayList<Class<?>>();
        collect(Event.class, kinds);
        return kinds;
    }

    private static void collect(Class<?> family, List<Class<?>> into) {
        for (Class<?> member : family.getPermittedSubclasses()) {
            if (member.isRecord()) {
                into.add(member);
            } else {
                collect(member, into);
            }
        }
    }
}
