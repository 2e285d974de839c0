package dev.muster.trials.faults.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of claim. */
public record Ledger(List<Device> devices, List<Entry> entries) {

    /**
     * What stands about a device.
     *
     * @param by the submission by which its owner has it
     */
    public record Device(
            String device,
            long sequence,
            @Nullable String owner,
            @Nullable String by) {}

    /**
     * A decision.
     *
     * @param cause the submission, or the id of the release followed by {@code /0/0}
     */
    public record Entry(String device, long sequence, String cause, String outcome, String tenant) {}
}
