package dev.muster.operations.guard;

import org.jspecify.annotations.Nullable;

/**
 * A dead letter, as far as it matters for trying it again.
 *
 * @param id {@code <service>-<partition>-<offset>} of where it lies
 * @param sourceTopic where it came from; null where its headers don't say
 * @param sourcePartition likewise
 * @param times how often the record was tried again, as this letter or as any that it was before or came back as
 * @param sent how often as this letter
 * @param underWay whether a replay has it under way
 */
public record Letter(
        String id,
        @Nullable String sourceTopic,
        @Nullable Integer sourcePartition,
        int times,
        int sent,
        boolean underWay) {

    /** The same, now that the record was tried again that often at least. */
    public Letter triedBefore(int atLeast) {
        return new Letter(id, sourceTopic, sourcePartition, Math.max(times, atLeast), sent, underWay);
    }
}
