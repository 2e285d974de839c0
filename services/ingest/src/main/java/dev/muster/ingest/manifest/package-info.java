/** What suppliers declare to have shipped. */
@NullMarked
package dev.muster.ingest.manifest;

import org.jspecify.annotations.NullMarked;
