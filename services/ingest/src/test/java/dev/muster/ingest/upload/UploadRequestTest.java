package dev.muster.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.ingest.Limits;
import dev.muster.runtime.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadRequestTest {

    @ParameterizedTest
    @ValueSource(strings = {" ", "a", "with blanks, ;:\"é"})
    void takesPrintableKeys(String key) {
        assertThat(Samples.request(key, null, null).idempotencyKey()).isEqualTo(key);
    }

    @Test
    void takesTheLongestKeyAndTheLongestIds() {
        var request = Samples.request("k".repeat(255), "😀".repeat(256), "p".repeat(256));
        assertThat(request.orderId()).hasSize(512);
        assertThat(request.purchaseId()).hasSize(256);
    }

    static Stream<String> badKeys() {
        return Stream.of("", "k".repeat(256), "a\nb", "a\u007F", "\u0085", "\t");
    }

    @ParameterizedTest
    @MethodSource("badKeys")
    void refusesOtherKeys(String key) {
        assertThatThrownBy(() -> Samples.request(key, null, null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Idempotency-Key");
    }

    @Test
    void refusesIdsThatAreTooLongOrCannotBeStored() {
        for (String id : new String[] {"x".repeat(257), "a\0b"}) {
            assertThatThrownBy(() -> Samples.request(null, id, null)).hasMessageContaining("orderId");
            assertThatThrownBy(() -> Samples.request(null, null, id)).hasMessageContaining("purchaseId");
        }
    }

    @Test
    void takesAnEmptyIdForNone() {
        assertThat(Samples.request(null, "", null).orderId()).isNull();
    }

    @Test
    void letsTheAddressStandOverTheBody() throws IOException {
        var form = FormBody.withBoundary("x")
                .field("orderId", "body")
                .field("purchaseId", "body")
                .file("f", "1");
        var files = new MultipartFiles(new ByteArrayInputStream(form.bytes()), form.contentType(), Limits.defaults());
        files.next();
        var request = Samples.request(null, "address", null).with(files);
        assertThat(request.orderId()).isEqualTo("address");
        assertThat(request.purchaseId()).isEqualTo("body");
    }

    @Test
    void showsAFileNameWithoutWhatCannotBeStored() {
        assertThat(new Source("a\0b\r\n" + "\uD800" + "😀 ".repeat(300), java.io.InputStream.nullInputStream()).name())
                .startsWith("ab😀 😀")
                .hasSizeLessThan(400);
    }
}
