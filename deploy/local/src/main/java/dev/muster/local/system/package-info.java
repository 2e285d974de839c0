/**
 * The whole system on one machine: which processes there are, where they listen, and one supervisor that starts them in
 * order, starts again what dies, and ends them in order.
 *
 * <p>In: a {@link dev.muster.local.system.Plan}. Out: running processes and {@code state.json}, which says what runs.
 * Promise: when the supervisor has ended, nothing that it started is left.
 */
@NullMarked
package dev.muster.local.system;

import org.jspecify.annotations.NullMarked;
