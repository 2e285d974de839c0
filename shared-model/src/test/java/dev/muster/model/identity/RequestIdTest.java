package dev.muster.model.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestIdTest {

    private static final UUID ID = RequestId.of("muster.claim", "muster.device.validated.v1", 3, 42);

    @Test
    void isTheSameWhenTheRecordIsDeliveredAgain() {
        assertThat(RequestId.of("muster.claim", "muster.device.validated.v1", 3, 42))
                .isEqualTo(ID);
    }

    /** It is in dead letters and in logs: a change would part them from what is still on the topics. */
    @Test
    void staysWhatItIsFromReleaseToRelease() {
        assertThat(ID).isEqualTo(UUID.fromString("23192b8c-ccea-5e55-bde2-32792cd78d92"));
    }

    @Test
    void hasVersion5AndTheVariantOfRfc9562() {
        assertThat(ID.version()).isEqualTo(5);
        assertThat(ID.variant()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "muster.validator, muster.device.validated.v1, 3, 42",
        "muster.claim, muster.device.submitted.v1, 3, 42",
        "muster.claim, muster.device.validated.v1, 4, 42",
        "muster.claim, muster.device.validated.v1, 3, 43",
        "muster.claim, muster.device.validated.v1, 34, 2",
    })
    void isAnotherForAnotherRecordOrAnotherReader(String group, String topic, int partition, long offset) {
        assertThat(RequestId.of(group, topic, partition, offset)).isNotEqualTo(ID);
    }
}
