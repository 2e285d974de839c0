package dev.muster.trials.faults.load;

import dev.muster.trials.faults.input.Expected;
import dev.muster.trials.faults.input.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A file, and what must become of each of its rows.
 *
 * @param text the file itself
 */
record CsvRows(String text, List<Row> rows) {
    private static final String HEADER = "Manufacturer,Model,Serial Number,Hardware Hash\n";
    private static final int FAULTY_ONE_IN = 6;
    private static final int HALF_A_HASH = 120;
    private static final List<Expected> FAULTS = List.of(
            Expected.UNDECLARED,
            Expected.MALFORMED,
            Expected.SAMPLE,
            Expected.MISSING,
            Expected.BROKEN_HASH,
            Expected.NO_SERIAL,
            Expected.DIFFERENT);

    /** A file of {@code count} rows about devices of {@code fleet}. */
    static CsvRows of(int count, Fleet fleet, SplittableRandom random) {
        var text = new StringBuilder(HEADER);
        var rows = new ArrayList<Row>();
        for (int i = 0; i < count; i++) {
            var expected =
                    random.nextInt(FAULTY_ONE_IN) == 0 ? FAULTS.get(random.nextInt(FAULTS.size())) : Expected.CLAIM;
            var device = fleet.any(random);
            text.append(line(expected, device, random)).append('\n');
            boolean named = expected.isForTheLedger();
            rows.add(new Row(i + 2, expected, named ? device.manufacturer() : "", named ? device.serialNumber() : ""));
        }
        return new CsvRows(text.toString(), rows);
    }

    private static String line(Expected expected, Fleet.Device device, SplittableRandom random) {
        var maker = device.manufacturer();
        var serial = device.serialNumber();
        return switch (expected) {
            case CLAIM -> cells(maker, serial, Fleet.hash(device, random));
            case UNDECLARED -> cells(maker, serial, "");
            case MALFORMED -> cells(maker, serial, Fleet.hash(device, random)) + ",left,over";
            case SAMPLE -> "SpiralOrbit,ContosoABC,000000000000,dGhpc2RldmljZWlzYW5tbWRkZXZpY2U";
            case MISSING -> cells(maker, "", "");
            case BROKEN_HASH -> cells(maker, serial, Fleet.hash(device, random).substring(0, HALF_A_HASH));
            case NO_SERIAL -> cells(maker, "", Fleet.hash(new Fleet.Device(maker, "Default string"), random));
            case DIFFERENT -> cells(maker, serial + "X", Fleet.hash(device, random));
        };
    }

    private static String cells(String manufacturer, String serialNumber, String hash) {
        return manufacturer + ",Model-1," + serialNumber + "," + hash;
    }
}
