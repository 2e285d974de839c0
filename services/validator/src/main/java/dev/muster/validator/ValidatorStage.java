package dev.muster.validator;

import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.DeviceValidated;
import dev.muster.model.event.SubmissionEvent;
import dev.muster.runtime.stage.Emitted;
import dev.muster.runtime.stage.Received;
import dev.muster.runtime.stage.StageShell;
import dev.muster.validator.validation.Validation;
import dev.muster.validator.validation.Verdict;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Validates what was submitted. */
@ApplicationScoped
public class ValidatorStage {

    private final StageShell shell;
    private final Validation validation;
    private final Clock clock;

    ValidatorStage(StageShell shell, ValidatorConfig config, Clock clock) {
        this.shell = shell;
        this.validation = new Validation(config.unusableSerialNumbers());
        this.clock = clock;
    }

    @Incoming("submissions")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> batch) {
        shell.run(batch, this::work);
    }

    private List<Emitted> work(List<Received> batch) {
        Instant now = clock.instant();
        return batch.stream()
                .map(received -> new Emitted(decide((DeviceSubmitted) received.event(), now), received))
                .toList();
    }

    private SubmissionEvent decide(DeviceSubmitted row, Instant now) {
        return switch (validation.validate(row)) {
            case Verdict.Valid valid -> validated(row, valid, now);
            case Verdict.Invalid invalid -> rejected(row, invalid, now);
        };
    }

    private static DeviceValidated validated(DeviceSubmitted row, Verdict.Valid valid, Instant now) {
        return new DeviceValidated(
                row.submission(),
                row.tenant(),
                row.partner(),
                row.deviceId(),
                valid.manufacturer(),
                valid.model(),
                valid.serialNumber(),
                valid.hashed(),
                valid.smbiosUuid(),
                row.groupTag(),
                row.assignedUser(),
                row.orderId(),
                row.purchaseId(),
                row.submittedAt(),
                row.submittedBy(),
                now,
                valid.warnings(),
                row.columns());
    }

    private static DeviceRejected rejected(DeviceSubmitted row, Verdict.Invalid invalid, Instant now) {
        return new DeviceRejected(
                row.submission(),
                row.tenant(),
                row.partner(),
                row.deviceId(),
                DeviceRejected.By.VALIDATOR,
                invalid.findings().getFirst().code(),
                invalid.findings(),
                null,
                null,
                row.manufacturer(),
                row.model(),
                row.serialNumber(),
                row.groupTag(),
                row.assignedUser(),
                row.orderId(),
                row.purchaseId(),
                row.submittedAt(),
                row.submittedBy(),
                now,
                List.of(),
                row.row(),
                null);
    }
}
