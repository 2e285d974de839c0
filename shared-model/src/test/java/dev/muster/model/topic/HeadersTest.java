package dev.muster.model.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadersTest {

    @Test
    void areThoseOfCloudEventsInBinaryModeAndOfW3cTraceContext() {
        assertThat(new String[] {
                    Headers.CE_SPECVERSION,
                    Headers.CE_ID,
                    Headers.CE_TYPE,
                    Headers.CE_SOURCE,
                    Headers.CE_TIME,
                    Headers.CE_SUBJECT,
                    Headers.CONTENT_TYPE,
                    Headers.TRACEPARENT
                })
                .containsExactly(
                        "ce_specversion",
                        "ce_id",
                        "ce_type",
                        "ce_source",
                        "ce_time",
                        "ce_subject",
                        "content-type",
                        "traceparent");
    }

    @Test
    void nameTheTenantAndTheSubmissionThatARecordIsAbout() {
        assertThat(Headers.TENANT).isEqualTo("muster-tenant");
        assertThat(Headers.SUBMISSION).isEqualTo("muster-submission");
    }

    @Test
    void sayOfADeadLetterWhyWhereWhenAndHowOften() {
        assertThat(new String[] {
                    Headers.DEAD_REASON,
                    Headers.DEAD_STAGE,
                    Headers.DEAD_TOPIC,
                    Headers.DEAD_PARTITION,
                    Headers.DEAD_OFFSET,
                    Headers.DEAD_TIME,
                    Headers.DEAD_TRIES,
                    Headers.DEAD_REQUEST_ID
                })
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("muster-dead-letter-"));
    }
}
