package dev.muster.ingest.upload;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.ingest.Limits;
import dev.muster.runtime.problem.ProblemException;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final Admission admission = new Admission(Limits.with("max-uploads", 2));

    @Test
    void letsEachTenantHaveSoManyUploads() {
        admission.enter("a");
        admission.enter("a");
        assertThatThrownBy(() -> admission.enter("a"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("too-many-uploads");
        assertThatCode(() -> admission.enter("b")).doesNotThrowAnyException();
    }

    @Test
    void letsTheNextOneInWhenOneLeaves() {
        admission.enter("a");
        admission.enter("a");
        admission.leave("a");
        assertThatCode(() -> admission.enter("a")).doesNotThrowAnyException();
        assertThatThrownBy(() -> admission.enter("a")).isInstanceOf(ProblemException.class);
    }
}
