package dev.muster.model.event;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a column can mean, with the names that real files give it. */
public enum Field {
    MANUFACTURER("Manufacturer", "Manufacturer name"),
    MODEL("Model", "Device model"),
    SERIAL_NUMBER("Serial Number", "Device Serial Number", "Device serial number", "Serial_Number"),
    PRODUCT_ID("Windows Product ID", "Windows product ID"),
    HARDWARE_HASH("Hardware Hash", "Hardware hash", "HardwareHash"),
    GROUP_TAG("Group Tag"),
    ASSIGNED_USER("Assigned User"),
    ORDER_ID("Order ID"),

    /** Of manifests only: the tenant that bought the device. */
    SOLD_TO("Sold To");

    private static final Map<String, Field> BY_NAME = byName();

    private final List<String> names;

    Field(String... names) {
        this.names = List.of(names);
    }

    /** The names as the tools write them, the documented one first. */
    public List<String> names() {
        return names;
    }

    /** The field that a column of this name holds, upper and lower case alike; null for any other column. */
    public static @Nullable Field of(String columnName) {
        Field asWritten = BY_NAME.get(columnName);
        return asWritten != null ? asWritten : BY_NAME.get(columnName.toLowerCase(Locale.ROOT));
    }

    private static Map<String, Field> byName() {
        var byName = new HashMap<String, Field>();
        for (Field field : values()) {
            for (String name : field.names) {
                byName.put(name, field);
                byName.put(name.toLowerCase(Locale.ROOT), field);
            }
        }
        return byName;
    }
}
