package dev.muster.status.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.muster.status.device.DeviceQueries.Found;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes all devices of a question, of any number, page by page: no more than a page is held, and the next one is read
 * when the reader has taken the one before.
 */
@ApplicationScoped
class DeviceExport {

    private static final int PAGE = 1000;

    private final DeviceQueries devices;
    private final ObjectMapper json;

    DeviceExport(DeviceQueries devices, ObjectMapper json) {
        this.devices = devices;
        this.json = json;
    }

    /** A file that a spreadsheet opens and the importer takes. */
    StreamingOutput csv(DeviceFilter filter, DeviceOrder order, Locale language) {
        var first = devices.list(filter, order, null, PAGE, language);
        return out -> {
            var csv = CsvWriter.builder().build((Writer) new OutputStreamWriter(out, StandardCharsets.UTF_8));
            csv.writeRecord(DeviceCsv.header());
            each(filter, order, language, first, device -> csv.writeRecord(DeviceCsv.record(device)));
            csv.flush();
        };
    }

    /** A line of JSON for each device. */
    StreamingOutput lines(DeviceFilter filter, DeviceOrder order, Locale language) {
        var first = devices.list(filter, order, null, PAGE, language);
        return out -> {
            var lines = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            each(filter, order, language, first, device -> write(lines, device));
            lines.flush();
        };
    }

    private void each(DeviceFilter filter, DeviceOrder order, Locale language, Found first, Consumer<Device> consumer) {
        @Nullable Found page = first;
        while (page != null) {
            page.devices().forEach(placed -> consumer.accept(placed.device()));
            Place end = page.devices().size() < PAGE
                    ? page.reached()
                    : page.devices().getLast().place();
            page = end == null ? null : devices.list(filter, order, end, PAGE, language);
        }
    }

    private void write(Writer lines, Device device) {
        try {
            lines.write(json.writeValueAsString(device));
            lines.write('\n');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
