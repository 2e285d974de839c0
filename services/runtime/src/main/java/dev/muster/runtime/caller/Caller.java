package dev.muster.runtime.caller;

import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a request is made.
 *
 * @param tenant the organization that it is about
 * @param partner the organization that acts for {@code tenant}, or null where the tenant acts for itself
 * @param subject the subject id of the person or program
 */
public record Caller(String tenant, @Nullable String partner, String subject) {}
