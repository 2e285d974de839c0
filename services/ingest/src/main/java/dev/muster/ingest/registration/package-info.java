/** Devices to register: what their rows become. */
@NullMarked
package dev.muster.ingest.registration;

import org.jspecify.annotations.NullMarked;
