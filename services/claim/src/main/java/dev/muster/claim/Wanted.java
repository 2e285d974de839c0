package dev.muster.claim;

import dev.muster.claim.ledger.Ask;
import dev.muster.model.event.DeviceShipped;
import dev.muster.model.event.DeviceValidated;
import dev.muster.model.event.Event;
import dev.muster.model.event.ManufacturerSettingsChanged;
import dev.muster.model.event.SettingsEvent;
import dev.muster.model.event.TenantSettingsChanged;
import dev.muster.model.identity.SubmissionId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What must be known to take in a batch.
 *
 * @param devices that it is about
 * @param declared those of them that a supplier declares in it
 * @param causes whose decisions may be there already, each with its device
 * @param tenants whose settings count
 * @param manufacturers whose settings count, as the rows name them
 */
record Wanted(
        Set<UUID> devices,
        Set<UUID> declared,
        Map<SubmissionId, UUID> causes,
        Set<String> tenants,
        Set<String> manufacturers) {

    private static Wanted nothing() {
        return new Wanted(
                new LinkedHashSet<>(), new HashSet<>(), new LinkedHashMap<>(), new HashSet<>(), new HashSet<>());
    }

    static Wanted of(List<Event> batch) {
        var wanted = nothing();
        batch.forEach(wanted::add);
        return wanted;
    }

    static Wanted ofDevices(List<UUID> devices) {
        var wanted = nothing();
        wanted.devices.addAll(devices);
        return wanted;
    }

    private void add(Event event) {
        switch (event) {
            case SettingsEvent unused -> {}
            case DeviceShipped shipped -> {
                devices.add(shipped.deviceId());
                declared.add(shipped.deviceId());
            }
            default -> {
                Ask ask = Ask.of(event);
                devices.add(ask.deviceId());
                add(ask);
            }
        }
    }

    private void add(Ask ask) {
        causes.put(ask.cause(), ask.deviceId());
        if (ask instanceof Ask.Claim claim) {
            addSettings(claim.row());
        }
    }

    private void addSettings(DeviceValidated row) {
        tenants.add(row.tenant());
        manufacturers.add(row.manufacturer());
    }

    /** A row that waits for a device of the batch. */
    void addHeld(Ask.Claim held) {
        add(held);
    }

    /** A decision that must be known though nothing in the batch asks for it. */
    void addCause(SubmissionId cause, UUID device) {
        causes.put(cause, device);
    }

    /** The causes about {@code known} devices: about a device that the ledger has never heard of nothing is decided. */
    List<SubmissionId> causesAbout(Set<UUID> known) {
        return causesWithDevice(known).stream().map(Map.Entry::getKey).toList();
    }

    /** The causes that are about {@code known} devices, each with its device. */
    List<Map.Entry<SubmissionId, UUID>> causesWithDevice(Set<UUID> known) {
        return causes.entrySet().stream()
                .filter(cause -> known.contains(cause.getValue()))
                .toList();
    }

    /** The keys of the settings that count. */
    String[] settings() {
        var keys = new HashSet<String>();
        tenants.forEach(tenant -> keys.add(TenantSettingsChanged.key(tenant)));
        manufacturers.forEach(manufacturer -> keys.add(ManufacturerSettingsChanged.key(manufacturer)));
        return keys.toArray(String[]::new);
    }
}
