/**
 * The ledger: who owns this device, who asked first, and what did the supplier ship? In: {@code device.validated.v1},
 * {@code device.release-requested.v1}, {@code supplier.device-shipped.v1}, {@code settings.v1}. Out:
 * {@code device.ownership.v1}, {@code device.rejected.v1}, {@code device.contested.v1}. Promise: one owner, always; a
 * decision once taken is repeated word for word.
 */
@NullMarked
package dev.muster.claim;

import org.jspecify.annotations.NullMarked;
