package dev.muster.model.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a long text, such as a hardware hash. Where it is printable ASCII with nothing to escape, as base64 is, its
 * bytes go out as they are; any other text is written as Jackson writes it. The JSON is the same either way.
 */
final class LongTextSerializer extends StdSerializer<String> {

    private static final long serialVersionUID = 1;

    LongTextSerializer() {
        super(String.class);
    }

    @Override
    public void serialize(String text, JsonGenerator json, SerializerProvider provider) throws IOException {
        if (json.getOutputTarget() instanceof OutputStream && text.indexOf('"') < 0 && text.indexOf('\\') < 0) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (isPrintableAscii(bytes)) {
                json.writeRawUTF8String(bytes, 0, bytes.length);
                return;
            }
        }
        json.writeString(text);
    }

    /** A byte below the blank, or beyond ASCII, leaves a negative number. */
    private static boolean isPrintableAscii(byte[] bytes) {
        int all = 0;
        for (byte b : bytes) {
            all |= b - ' ';
        }
        return all >= 0;
    }
}
