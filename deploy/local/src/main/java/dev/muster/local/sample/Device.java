package dev.muster.local.sample;

/** A made-up device; {@code hash} is its hardware hash as Windows would give it. */
record Device(String manufacturer, String model, String serialNumber, String hash) {
    Device withHash(String other) {
        return new Device(manufacturer, model, serialNumber, other);
    }

    Device withSerialNumber(String other) {
        return new Device(manufacturer, model, other, hash);
    }
}
