package dev.muster.model.event;

import dev.muster.model.identity.SubmissionId;
import dev.muster.model.topic.Topic;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row was handed in. Says what was on it, not whether it is any good.
 *
 * @param partner the organization that acts for {@code tenant}, or null where the tenant acts for itself
 * @param manufacturer what identifies the device: of the hardware hash where that is sound, else of the column
 * @param serialNumber likewise
 * @param submittedBy the subject id of who uploaded
 * @param columns the row as given, column name to value, without the hardware hash, whose column is there and null
 * @param hardwareHash the text of the hardware hash as given; last, so that who does not need it can stop reading
 */
public record DeviceSubmitted(
        SubmissionId submission,
        String tenant,
        @Nullable String partner,
        UUID deviceId,
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable String serialNumber,
        @Nullable String groupTag,
        @Nullable String assignedUser,
        @Nullable String orderId,
        @Nullable String purchaseId,
        Instant submittedAt,
        String submittedBy,
        Map<String, @Nullable String> columns,
        @Nullable String hardwareHash)
        implements SubmissionEvent {

    @Override
    public Topic topic() {
        return Topic.DEVICE_SUBMITTED;
    }

    @Override
    public String id() {
        return submission + "/submitted";
    }

    @Override
    public Instant time() {
        return submittedAt;
    }

    public UUID registrationId() {
        return submission.registration();
    }

    /** What the file had in the column of {@code field}; null where there is no such column or nothing in it. */
    public @Nullable String given(Field field) {
        if (field == Field.HARDWARE_HASH) {
            return hardwareHash;
        }
        for (var column : columns.entrySet()) {
            if (Field.of(column.getKey()) == field) {
                return column.getValue();
            }
        }
        return null;
    }

    /** The row as given, with its hardware hash. */
    public Map<String, @Nullable String> row() {
        var row = new LinkedHashMap<>(columns);
        row.replaceAll((name, value) -> Field.of(name) == Field.HARDWARE_HASH ? hardwareHash : value);
        return row;
    }
}
