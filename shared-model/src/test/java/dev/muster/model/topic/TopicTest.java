package dev.muster.model.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {

    @Test
    void areThoseOfTheContract() {
        assertThat(Topic.values())
                .extracting(topic -> topic.name("muster."))
                .containsExactlyInAnyOrder(
                        "muster.device.submitted.v1",
                        "muster.device.validated.v1",
                        "muster.device.rejected.v1",
                        "muster.device.ownership.v1",
                        "muster.device.release-requested.v1",
                        "muster.device.checked-in.v1",
                        "muster.supplier.device-shipped.v1",
                        "muster.device.contested.v1",
                        "muster.registration.received.v1",
                        "muster.settings.v1",
                        "muster.control.v1");
    }

    @ParameterizedTest
    @CsvSource({
        "device.submitted.v1, 7",
        "device.validated.v1, 7",
        "device.rejected.v1, 90",
        "device.release-requested.v1, 7",
        "device.checked-in.v1, 30",
        "device.contested.v1, 90",
        "registration.received.v1, 90",
    })
    void keepARecordForSoManyDays(String name, int days) {
        assertThat(named(name).retention()).isEqualTo(Duration.ofDays(days));
        assertThat(named(name).compacted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"device.ownership.v1", "supplier.device-shipped.v1"})
    void keepForEverWhatOwnershipRestsOn(String name) {
        assertThat(named(name).retention()).isNull();
        assertThat(named(name).compacted()).isFalse();
    }

    @Test
    void areCompactedOnlyWhereEachRecordIsTheWholeStateOfItsKey() {
        assertThat(Topic.values()).filteredOn(Topic::compacted).containsExactly(Topic.SETTINGS, Topic.CONTROL);
        assertThat(Topic.SETTINGS.retention()).isNull();
    }

    @Test
    void haveWhateverPrefixIsConfigured() {
        assertThat(Topic.DEVICE_SUBMITTED.name("test-7.")).isEqualTo("test-7.device.submitted.v1");
        assertThat(Topic.deadLetter("test-7.", "claim")).isEqualTo("test-7.claim.dead-letter.v1");
    }

    @Test
    void haveADeadLetterTopicPerServiceKeptFor30Days() {
        assertThat(Topic.deadLetter("muster.", "validator")).isEqualTo("muster.validator.dead-letter.v1");
        assertThat(Topic.DEAD_LETTER_RETENTION).isEqualTo(Duration.ofDays(30));
    }

    private static Topic named(String name) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.name("").equals(name))
                .findAny()
                .orElseThrow();
    }
}
