package dev.muster.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.DefaultLocale;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTest {

    @ParameterizedTest
    @CsvSource({
        "Manufacturer, MANUFACTURER",
        "Manufacturer name, MANUFACTURER",
        "Model, MODEL",
        "Device model, MODEL",
        "Serial Number, SERIAL_NUMBER",
        "Device Serial Number, SERIAL_NUMBER",
        "Serial_Number, SERIAL_NUMBER",
        "Windows Product ID, PRODUCT_ID",
        "Hardware Hash, HARDWARE_HASH",
        "HardwareHash, HARDWARE_HASH",
        "Group Tag, GROUP_TAG",
        "Assigned User, ASSIGNED_USER",
        "Order ID, ORDER_ID",
        "DEVICE SERIAL NUMBER, SERIAL_NUMBER",
        "hardware hash, HARDWARE_HASH",
    })
    void isKnownByTheNamesThatRealFilesGiveIt(String column, Field field) {
        assertThat(Field.of(column)).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Notes", "Serial", "Device Name", "Hardware  Hash"})
    void isNotKnownByAnyOther(String column) {
        assertThat(Field.of(column)).isNull();
    }

    @Test
    void isKnownInCapitalsOnATurkishMachine() {
        try (var machine = DefaultLocale.of("tr-TR")) {
            assertThat(Field.of("WINDOWS PRODUCT ID")).as(machine.language()).isEqualTo(Field.PRODUCT_ID);
        }
    }

    @Test
    void sharesNoNameWithAnother() {
        assertThat(Arrays.stream(Field.values()).flatMap(field -> field.names().stream()))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(Field.of(name)).isNotNull());
    }
}
