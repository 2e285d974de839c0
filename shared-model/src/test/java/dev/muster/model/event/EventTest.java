package dev.muster.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import dev.muster.model.topic.Topic;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where each event goes, under which key, and by which id it is told again. */
class EventTest {

    @ParameterizedTest
    @CsvSource({
        "device-submitted, DEVICE_SUBMITTED",
        "device-validated, DEVICE_VALIDATED",
        "device-rejected, DEVICE_REJECTED",
        "device-rejected.unexpected-error, DEVICE_REJECTED",
        "device-claimed, DEVICE_OWNERSHIP",
        "device-released, DEVICE_OWNERSHIP",
        "device-release-refused, DEVICE_OWNERSHIP",
        "device-release-requested, DEVICE_RELEASE_REQUESTED",
        "device-checked-in, DEVICE_CHECKED_IN",
    })
    void aboutADeviceGoesToItsTopicUnderTheIdOfTheDevice(String name, Topic topic) {
        Event event = Examples.all().get(name);

        assertThat(event.topic()).isEqualTo(topic);
        assertThat(event.key()).isEqualTo(Examples.DEVICE.toString());
    }

    @ParameterizedTest
    @CsvSource({"registration-opened", "registration-interrupted", "registration-closed"})
    void aboutAnUploadGoesToItsTopicUnderTheIdOfTheRegistration(String name) {
        Event event = Examples.all().get(name);

        assertThat(event.topic()).isEqualTo(Topic.REGISTRATION_RECEIVED);
        assertThat(event.key()).isEqualTo(Examples.REGISTRATION.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "device-submitted, 0192f3a4-5b6c-7d8e-9f01-23456789abcd/1/2/submitted, 2026-01-31T08:00:00Z",
        "device-validated, 0192f3a4-5b6c-7d8e-9f01-23456789abcd/1/2/validated, 2026-01-31T08:00:01.234Z",
        "device-rejected, 0192f3a4-5b6c-7d8e-9f01-23456789abcd/1/2/rejected/VALIDATOR, 2026-01-31T08:00:01.234Z",
        "device-claimed, a4fd8ead-5648-51d2-92e8-37e95ff36708/1, 2026-01-31T08:00:01.234Z",
        "device-released, a4fd8ead-5648-51d2-92e8-37e95ff36708/2, 2026-01-31T08:00:01.234Z",
        "device-release-refused, a4fd8ead-5648-51d2-92e8-37e95ff36708/3, 2026-01-31T08:00:01.234Z",
        "device-release-requested, 0192f3b0-0000-7000-8000-000000000001/requested, 2026-01-31T08:00:00Z",
        "device-checked-in, contoso/a4fd8ead-5648-51d2-92e8-37e95ff36708/2026-01-31T08:00:00Z, 2026-01-31T08:00:01.234Z",
        "registration-opened, 0192f3a4-5b6c-7d8e-9f01-23456789abcd/opened/1, 2026-01-31T08:00:00Z",
        "registration-interrupted, 0192f3a4-5b6c-7d8e-9f01-23456789abcd/interrupted/1, 2026-01-31T08:00:01.234Z",
        "registration-closed, 0192f3a4-5b6c-7d8e-9f01-23456789abcd/closed, 2026-01-31T08:00:01.234Z",
    })
    void hasAnIdThatIsTheSameWheneverItIsToldAgainAndTheTimeAtWhichItHappened(String name, String id, Instant time) {
        assertThat(Examples.all().get(name).id()).isEqualTo(id);
        assertThat(Examples.all().get(name).time()).isEqualTo(time);
    }

    @Test
    void ofAnUnexpectedErrorIsFoundByItsRequestId() {
        var error = (DeviceRejected) Examples.all().get("device-rejected.unexpected-error");

        assertThat(error.requestId()).isEqualTo(Examples.REQUEST);
        assertThat(error.id()).isEqualTo(Examples.SUBMISSION + "/rejected/" + Examples.REQUEST);
        assertThat(error.code()).isEqualTo(FailureCode.UNEXPECTED_ERROR);
        assertThat(error.findings())
                .isEqualTo(List.of(new Finding(FailureCode.UNEXPECTED_ERROR, "Request ID " + Examples.REQUEST)));
    }
}
