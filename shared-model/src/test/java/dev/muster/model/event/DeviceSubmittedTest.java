package dev.muster.model.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class DeviceSubmittedTest {

    private final DeviceSubmitted submitted = Examples.submitted();

    @Test
    void knowsWhatTheFileHadInAColumnByWhateverName() {
        assertThat(submitted.given(Field.SERIAL_NUMBER)).isEqualTo("SN-000123");
    }

    @Test
    void knowsTheHardwareHashAlthoughItsColumnIsEmpty() {
        assertThat(submitted.given(Field.HARDWARE_HASH)).isEqualTo(Examples.HASH);
        assertThat(submitted.columns()).containsEntry("Hardware Hash", null);
    }

    @Test
    void hasNothingForAnEmptyColumnNorForOneThatIsNotThere() {
        assertThat(submitted.given(Field.PRODUCT_ID)).isNull();
        assertThat(submitted.given(Field.MANUFACTURER))
                .as("the column, not what the hash says")
                .isNull();
    }

    @Test
    void givesTheRowBackAsItWasInItsOrderAndWithItsHash() {
        assertThat(submitted.row())
                .containsExactly(
                        entry("Device Serial Number", "SN-000123"),
                        entry("Windows Product ID", null),
                        entry("Hardware Hash", Examples.HASH),
                        entry("Notes", "3ᵉ étage, \"là\""));
    }

    @Test
    void belongsToTheRegistrationOfItsSubmission() {
        assertThat(submitted.registrationId()).isEqualTo(Examples.REGISTRATION);
    }
}
