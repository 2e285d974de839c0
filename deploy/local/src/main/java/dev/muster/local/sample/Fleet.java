package dev.muster.local.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;

/** An endless row of devices: the same seed gives the same devices, another seed gives other serial numbers. */
final class Fleet {
    private static final Instant FIRST_CAPTURE = Instant.parse("2026-01-05T08:00:00Z");
    private static final int RADIX = 36;
    private static final long RUN_IDS = 78_364_164_096L;

    private final long seed;
    private final String run;

    Fleet(long seed) {
        this.seed = seed;
        this.run = base36(Math.floorMod(new SplittableRandom(seed).nextLong(), RUN_IDS), 7);
    }

    /** Device number {@code n}, counted from 0. */
    Device device(long n) {
        return device(n, serialNumber(n), Duration.ZERO);
    }

    /** The same device, its hash taken {@code later}: another text, the same device. */
    Device again(long n, Duration later) {
        return device(n, serialNumber(n), later);
    }

    /** Device number {@code n} with the serial number that its firmware reports being {@code serialNumber}. */
    Device named(long n, String serialNumber) {
        return device(n, serialNumber, Duration.ZERO);
    }

    private Device device(long n, String serialNumber, Duration later) {
        var random = new SplittableRandom(seed + n * 0x9E3779B97F4A7C15L);
        var brand = brand(n);
        var model = brand.model(random.nextInt(Short.MAX_VALUE));
        var captured = FIRST_CAPTURE.plusSeconds(random.nextInt(86_400 * 90)).plus(later);
        var hash = new Inventory(brand, model, serialNumber, captured, random).hash();
        return new Device(brand.manufacturer(), model, serialNumber, hash);
    }

    private String serialNumber(long n) {
        return brand(n).serialPrefix() + run + base36(n, 5);
    }

    private static Brand brand(long n) {
        return Brand.ALL.get((int) (n % Brand.ALL.size()));
    }

    private static String base36(long number, int digits) {
        var text = Long.toString(number, RADIX).toUpperCase(Locale.ROOT);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
