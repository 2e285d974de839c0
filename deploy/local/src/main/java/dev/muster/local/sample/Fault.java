package dev.muster.local.sample;

import dev.muster.model.failure.FailureCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A way in which a row is wrong, and the failure that must come of it. */
enum Fault {
    HASH_CUT_SHORT(FailureCode.HARDWARE_HASH_NOT_VALID) {
        @Override
        List<String> row(Format format, Fleet fleet, long n, long earlier) {
            var device = fleet.device(n);
            return row(format, device.withHash(device.hash().substring(0, 600)));
        }
    },
    HASH_WITH_A_WRONG_CHARACTER(FailureCode.HARDWARE_HASH_NOT_VALID) {
        @Override
        List<String> row(Format format, Fleet fleet, long n, long earlier) {
            var device = fleet.device(n);
            var hash = new StringBuilder(device.hash());
            hash.setCharAt(200, hash.charAt(200) == 'x' ? 'y' : 'x');
            return row(format, device.withHash(hash.toString()));
        }
    },
    HASH_NOT_BASE64(FailureCode.HARDWARE_HASH_NOT_VALID) {
        @Override
        List<String> row(Format format, Fleet fleet, long n, long earlier) {
            var device = fleet.device(n);
            return row(
                    format,
                    device.withHash(device.hash().substring(0, 17) + "!!"
                            + device.hash().substring(19)));
        }
    },
    ANOTHER_SERIAL_NUMBER(FailureCode.DEVICE_NOT_FOUND) {
        @Override
        List<String> row(Format format, Fleet fleet, long n, long earlier) {
            var device = fleet.device(n);
            return row(format, device.withSerialNumber(device.serialNumber() + "X"));
        }
    },
    MISSING_VALUES(FailureCode.MISSING_VALUE) {
        @Override
        List<String> row(Format format, Fleet fleet, long n, long earlier) {
            var device = fleet.device(n);
            return format == Format.SELF
                    ? format.row(device.manufacturer(), device.model(), "", "")
                    : format.row("", "", device.serialNumber(), "");
        }
    },
    DOCUMENTATION_SAMPLE(FailureCode.SAMPLE_DATA) {
        @Override
        List<String> row(Format format, Fleet fleet, long n, long earlier) {
            return format.row("SpiralOrbit", "ContosoABC", "000000000000", "dGhpc2RldmljZWlzYW5tbWRkZXZpY2U");
        }
    },
    JUNK_SERIAL_NUMBER(FailureCode.SERIAL_NUMBER_NOT_USABLE) {
        @Override
        List<String> row(Format format, Fleet fleet, long n, long earlier) {
            return row(format, fleet.named(n, "To be filled by O.E.M."));
        }
    },
    DUPLICATE(FailureCode.DUPLICATE_IN_UPLOAD) {
        @Override
        List<String> row(Format format, Fleet fleet, long n, long earlier) {
            return row(format, fleet.again(earlier, Duration.ofHours(1)));
        }
    },
    TOO_MANY_FIELDS(FailureCode.MALFORMED_ROW) {
        @Override
        List<String> row(Format format, Fleet fleet, long n, long earlier) {
            var fields = new ArrayList<>(row(format, fleet.device(n)));
            fields.add(1, " Inc.");
            fields.add("left over");
            return fields;
        }
    };

    private final FailureCode expected;

    Fault(FailureCode expected) {
        this.expected = expected;
    }

    FailureCode expected() {
        return expected;
    }

    /**
     * A row with this fault.
     *
     * @param n a device that is in the file nowhere else
     * @param earlier a device that is in an earlier row
     */
    abstract List<String> row(Format format, Fleet fleet, long n, long earlier);

    static List<String> row(Format format, Device device) {
        return format.row(device.manufacturer(), device.model(), device.serialNumber(), device.hash());
    }
}
