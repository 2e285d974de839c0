package dev.muster.operations.guard;

import org.jspecify.annotations.Nullable;

/**
 * A dead letter, as far as it matters for trying it again.
 *
 * @param id {@code <service>-<partition>-<offset>} of where it lies
 * @param sourceTopic where it came from; null where its headers don't say
 * @param sourcePartition likewise
 * @param cameBack how often the record had been tried again before it was set aside as this letter
 * @param sent how often this letter itself was tried again
 * @param underWay whether a replay has it under way
 */
public record Letter(
        String id,
        @Nullable String sourceTopic,
        @Nullable Integer sourcePartition,
        int cameBack,
        int sent,
        boolean underWay) {

    /** How often the record was tried again. */
    public int times() {
        return cameBack + sent;
    }
}
