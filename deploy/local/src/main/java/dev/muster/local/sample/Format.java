package dev.muster.local.sample;

import java.util.List;

/** The two shapes of file that devices come in. */
public enum Format {
    /** As the managed-desktop self-service script writes it. */
    SELF("Manufacturer", "Model", "Serial Number", "Hardware Hash") {
        @Override
        List<String> row(String manufacturer, String model, String serialNumber, String hash) {
            return List.of(manufacturer, model, serialNumber, hash);
        }
    },
    /** As Get-WindowsAutoPilotInfo writes it: the product id is always empty, the make is in the hash only. */
    AUTOPILOT("Device Serial Number", "Windows Product ID", "Hardware Hash") {
        @Override
        List<String> row(String manufacturer, String model, String serialNumber, String hash) {
            return List.of(serialNumber, "", hash);
        }
    };

    private final List<String> header;

    Format(String... header) {
        this.header = List.of(header);
    }

    List<String> header() {
        return header;
    }

    abstract List<String> row(String manufacturer, String model, String serialNumber, String hash);
}
