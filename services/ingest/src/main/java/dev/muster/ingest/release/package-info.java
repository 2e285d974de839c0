/** Devices that are to be given up. */
@NullMarked
package dev.muster.ingest.release;

import org.jspecify.annotations.NullMarked;
