/** Devices that were seen. */
@NullMarked
package dev.muster.ingest.checkin;

import org.jspecify.annotations.NullMarked;
