package dev.muster.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestConfigTest {

    @Test
    void hasTheDocumentedDefaults() {
        var limits = Limits.defaults();
        assertThat(limits.maxRecord().asLongValue()).isEqualTo(64 << 10);
        assertThat(limits.maxRows()).isEqualTo(5_000_000);
        assertThat(limits.maxBytes().asLongValue()).isEqualTo(32L << 30);
        assertThat(limits.maxExpansion()).isEqualTo(200);
        assertThat(limits.maxUploads()).isEqualTo(20);
        assertThat(limits.maxFiles()).isEqualTo(500);
        assertThat(limits.chunkRows()).isEqualTo(1000);
        assertThat(limits.chunkBytes().asLongValue()).isEqualTo(4 << 20);
        assertThat(limits.lookAhead().asLongValue()).isEqualTo(2 << 20);
        assertThat(limits.lease()).isEqualTo(Duration.ofSeconds(10));
        assertThat(limits.keyKept()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void isConfiguredKeyByKey() {
        var limits = Limits.of(Map.of(
                "max-record",
                "1K",
                "max-rows",
                2,
                "max-bytes",
                "3K",
                "max-expansion",
                4,
                "max-uploads",
                5,
                "max-files",
                6,
                "chunk-rows",
                7,
                "chunk-bytes",
                "8K",
                "look-ahead",
                "9K",
                "lease",
                "10s"));
        assertThat(limits.maxRecord().asLongValue()).isEqualTo(1 << 10);
        assertThat(limits.maxRows()).isEqualTo(2);
        assertThat(limits.maxBytes().asLongValue()).isEqualTo(3 << 10);
        assertThat(limits.maxExpansion()).isEqualTo(4);
        assertThat(limits.maxUploads()).isEqualTo(5);
        assertThat(limits.maxFiles()).isEqualTo(6);
        assertThat(limits.chunkRows()).isEqualTo(7);
        assertThat(limits.chunkBytes().asLongValue()).isEqualTo(8 << 10);
        assertThat(limits.lookAhead().asLongValue()).isEqualTo(9 << 10);
        assertThat(limits.lease()).isEqualTo(Duration.ofSeconds(10));
        assertThat(Limits.with("key-kept", "1d").keyKept()).isEqualTo(Duration.ofDays(1));
    }
}
