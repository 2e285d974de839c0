package dev.muster.status.device;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.muster.model.event.Warning;
import dev.muster.status.Columns;
import dev.muster.status.StoredJson;
import dev.muster.status.projection.Failed;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A device from the columns of the list. */
final class DeviceRead {

    private static final int PENDING = 0;
    private static final int REGISTERED = 5;
    private static final TypeReference<Failed> FAILED = new TypeReference<>() {};
    private static final TypeReference<List<Warning>> WARNINGS = new TypeReference<>() {};

    private DeviceRead() {}

    static Device device(Columns c, String tenant, Locale language, Instant now) {
        int outcome = c.int4();
        UUID deviceId = c.uuid();
        String serialNumber = c.text();
        String manufacturer = c.text();
        String model = c.text();
        String assignedUser = c.text();
        String lastUser = c.text();
        Instant lastSeenAt = c.timeOrNull();
        String orderId = c.text();
        String purchaseId = c.text();
        String groupTag = c.text();
        UUID registrationId = c.uuid();
        Instant registeredAt = c.timeOrNull();
        Instant firstRegisteredAt = c.timeOrNull();
        String registeredBy = c.text();
        boolean byPartner = c.text() != null;
        Failed failed = StoredJson.read(c.text(), FAILED);
        List<Warning> warnings = StoredJson.read(c.text(), WARNINGS);
        DeviceState state = state(outcome, lastSeenAt, now);
        return new Device(
                deviceId,
                state,
                state.label(language),
                state.description(language),
                serialNumber,
                manufacturer,
                model,
                assignedUser,
                lastUser,
                lastSeenAt,
                months(firstRegisteredAt, now),
                orderId,
                purchaseId,
                groupTag,
                registrationId,
                registeredAt,
                registeredBy,
                byPartner ? tenant : null,
                failure(failed, language),
                failed == null || failed.warnings().isEmpty() ? warnings : failed.warnings());
    }

    private static DeviceState state(int outcome, @Nullable Instant lastSeenAt, Instant now) {
        return switch (outcome) {
            case REGISTERED -> DeviceState.owned(lastSeenAt, now);
            case PENDING -> DeviceState.REGISTRATION_PENDING;
            default -> DeviceState.REGISTRATION_FAILED;
        };
    }

    private static @Nullable Long months(@Nullable Instant since, Instant now) {
        return since == null
                ? null
                : ChronoUnit.MONTHS.between(since.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC));
    }

    static Device.@Nullable Failed failure(@Nullable Failed failed, Locale language) {
        if (failed == null) {
            return null;
        }
        var code = failed.code();
        return new Device.Failed(
                code,
                code.title(language),
                code.text(language),
                failed.findings().isEmpty()
                        ? null
                        : failed.findings().getFirst().detail(),
                failed.requestId());
    }
}
