package dev.muster.model.identity;

import java.util.UUID;

/** The id of a device: the same for everybody who names the same manufacturer and serial number, however spelled. */
public final class DeviceId {

    private static final UUID NAMESPACE = UUID.fromString("7d3b9c1e-52f4-5a86-9e0b-4c8f21a6d370");

    private DeviceId() {}

    /** The id of the device that these two identify. */
    public static UUID of(String manufacturer, String serialNumber) {
        return Uuids.nameBased(NAMESPACE, manufacturer(manufacturer) + "\n" + Normal.form(serialNumber));
    }

    /** A manufacturer's name as it counts in an identity: normalised, and of several spellings the one that stands. */
    public static String manufacturer(String name) {
        return Manufacturers.known(Normal.form(name));
    }

    /** Stands in for a row that identifies no device, so that each of its records has a key. */
    public static UUID ofUnidentified(SubmissionId submission) {
        return Uuids.nameBased(NAMESPACE, submission.toString());
    }
}
