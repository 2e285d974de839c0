package dev.muster.model.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HardwareHashWriterTest {

    static HardwareHashWriter knownAnswer() {
        return HardwareHashWriter.begin()
                .uuid(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"))
                .text(14, "SN-000123")
                .text(16, "Contoso")
                .text(17, "Model-1");
    }

    @Test
    void reproducesTheKnownAnswerCharacterByCharacter() {
        assertThat(knownAnswer().toBase64()).isEqualTo(Container.PADDED_KNOWN_ANSWER);
    }

    @Test
    void reproducesTheKnownDigestOfThe4000Characters() {
        byte[] characters = knownAnswer().toBase64().getBytes(StandardCharsets.US_ASCII);

        assertThat(characters).hasSize(4000);
        assertThat(HexFormat.of().formatHex(Container.sha256(characters)))
                .isEqualTo("56aa2d48210c8d1dfad9dcd0950b21e159bb007aff8ca802cd6b459ea43adc17");
    }

    @Test
    void padsTo3000BytesAndLeavesALongerHashAsLongAsItIs() {
        var longer = HardwareHashWriter.begin().record(25, new byte[4000]);

        assertThat(Base64.getDecoder().decode(knownAnswer().toBase64())).hasSize(3000);
        assertThat(Base64.getDecoder().decode(longer.toBase64())).isEqualTo(longer.bytes());
    }

    @Test
    void saysWhenItWasCapturedInSecondsSinceTheYear2000() {
        byte[] bytes = HardwareHashWriter.begin()
                .captured(Instant.parse("2000-01-02T00:00:01Z"), -20)
                .bytes();

        var record = ByteBuffer.wrap(bytes, 4, 28).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(record.getShort()).as("type").isEqualTo((short) 1);
        assertThat(record.getShort()).as("length").isEqualTo((short) 28);
        assertThat(record.getInt(4 + 4 + 16)).as("seconds").isEqualTo(86_401);
        assertThat(record.get(4 + 4 + 20)).as("quarter hours").isEqualTo((byte) -20);
    }

    @Test
    void twoCapturesOfOneDeviceDifferInTheTextAndNotInWhatTheySay() {
        String monday =
                knownAnswer().captured(Instant.parse("2026-01-05T08:00:00Z"), 4).toBase64();
        String friday =
                knownAnswer().captured(Instant.parse("2026-01-09T08:00:00Z"), 4).toBase64();

        assertThat(monday).isNotEqualTo(friday);
        assertThat(HardwareHashDecoder.decode(monday)).isEqualTo(HardwareHashDecoder.decode(friday));
    }
}
