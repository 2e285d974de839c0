package dev.muster.local.file;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.model.event.Warning;
import dev.muster.model.hash.HashContent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An inspection as one JSON object, written while the file is read; the names are those of the services' answers. */
public final class InspectionJson implements InspectionReport {
    private final JsonGenerator json;

    public InspectionJson(OutputStream out) throws IOException {
        json = new ObjectMapper().getFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    @Override
    public void begin(List<Warning> warnings) throws IOException {
        json.writeStartObject();
        warnings(warnings);
        json.writeArrayFieldStart("rows");
    }

    @Override
    public void row(Inspected row) throws IOException {
        json.writeStartObject();
        json.writeNumberField("row", row.line());
        text("deviceId", row.deviceId());
        text("manufacturer", row.manufacturer());
        text("model", row.model());
        text("serialNumber", row.serialNumber());
        hash(row.hash());
        failure(row);
        warnings(row.warnings());
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void end(Tally tally) throws IOException {
        json.writeEndArray();
        json.writeObjectFieldStart("counts");
        json.writeNumberField("total", tally.total());
        json.writeNumberField("good", tally.good());
        json.writeNumberField("failed", tally.failed());
        json.writeNumberField("withoutHash", tally.undeclared());
        json.writeEndObject();
        json.writeObjectFieldStart("failedByCode");
        for (var failed : tally.failedByCode().entrySet()) {
            json.writeNumberField(failed.getKey().code(), failed.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }

    private void hash(@Nullable HashContent hash) throws IOException {
        if (hash != null) {
            json.writeObjectFieldStart("hash");
            text("manufacturer", hash.manufacturer());
            text("model", hash.model());
            text("serialNumber", hash.serialNumber());
            text("smbiosUuid", hash.smbiosUuid());
            json.writeEndObject();
        }
    }

    private void failure(Inspected row) throws IOException {
        if (!row.fails()) {
            return;
        }
        var deciding = row.findings().getFirst();
        text("code", deciding.code().code());
        text("title", deciding.code().title(Locale.ENGLISH));
        text("detail", deciding.detail());
        json.writeArrayFieldStart("findings");
        for (var finding : row.findings()) {
            json.writeStartObject();
            text("code", finding.code().code());
            text("detail", finding.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void warnings(List<Warning> warnings) throws IOException {
        if (warnings.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("warnings");
        for (var warning : warnings) {
            json.writeStartObject();
            text("code", warning.code());
            text("detail", warning.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Absent where unknown. */
    private void text(String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }
}
