/** One upload, from the first byte to the answer: in chunks, resumable, each row an event. */
@NullMarked
package dev.muster.ingest.upload;

import org.jspecify.annotations.NullMarked;
