package dev.muster.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {

    private static final String CSV = "Serial Number,Hardware Hash\na,b\nc,d\n";

    @Test
    void isTheSameForTheSameRows() {
        assertThat(of(CSV)).isEqualTo(of(CSV)).hasSize(64);
    }

    @Test
    void doesNotCountLineEnds() {
        assertThat(of(CSV.replace("\n", "\r\n"))).isEqualTo(of(CSV));
        assertThat(of(CSV.stripTrailing())).isEqualTo(of(CSV));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Serial Number,Hardware Hash\na,b\n",
                "Serial Number,Hardware Hash\na,b\nc,e\n",
                "Serial Number,Hardware Hash\nc,d\na,b\n",
                "Serial Number,Hardware Hash\na,b\nc,d\ne,f\n",
                "Serial Number,Hardware Hash\na,b\n\"c\",d\n",
                "Serial Number,Hardware Hash,Notes\na,b\nc,d\n",
                "Hardware Hash,Serial Number\na,b\nc,d\n",
                "Serial Number;Hardware Hash\na;b\nc;d\n"
            })
    void isAnotherForOtherRows(String other) {
        assertThat(of(other)).isNotEqualTo(of(CSV));
    }

    @Test
    void countsTheLinesOnWhichRowsStandForTheseArePartOfTheirIds() {
        var moved = new Fingerprint(null, null);
        var chunk = Samples.chunk(CSV.replace("\nc", "\n\nc"));
        moved.add(new Chunk(
                1,
                chunk.header(),
                chunk.records().stream().filter(record -> !record.isBlank()).toList()));
        assertThat(moved.soFar()).isNotEqualTo(of(CSV));
    }

    @Test
    void countsOrderIdPurchaseIdAndFile() {
        var chunk = Samples.chunk(CSV);
        var order = new Fingerprint("x", null);
        var purchase = new Fingerprint(null, "x");
        var second = new Fingerprint(null, null);
        order.add(chunk);
        purchase.add(chunk);
        second.add(new Chunk(2, chunk.header(), chunk.records()));
        assertThat(Set.of(of(CSV), order.soFar(), purchase.soFar(), second.soFar()))
                .hasSize(4);
    }

    @Test
    void coversAllThatCameBefore() {
        var chunk = Samples.chunk(CSV);
        var fingerprint = new Fingerprint(null, null);
        fingerprint.add(chunk);
        String once = fingerprint.soFar();
        assertThat(fingerprint.soFar()).isEqualTo(once);
        fingerprint.add(chunk);
        assertThat(fingerprint.soFar()).isNotEqualTo(once);
    }

    private static String of(String csv) {
        var fingerprint = new Fingerprint(null, null);
        fingerprint.add(Samples.chunk(csv));
        return fingerprint.soFar();
    }
}
