package dev.muster.claim.ledger;

import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One decision, for ever.
 *
 * @param sequence its place among the decisions about this device: 1, 2, 3
 * @param cause what asked for it; there is one decision for each cause
 * @param subject who asked, by subject id
 * @param detail what is special about it, for the person who asked
 */
public record Entry(
        UUID deviceId,
        long sequence,
        SubmissionId cause,
        Outcome outcome,
        String tenant,
        @Nullable String partner,
        String subject,
        @Nullable String detail,
        Instant decidedAt)
        implements Decision {}
