/** From bytes to records: encoding, separator, header, and each record with its line and its text. */
@NullMarked
package dev.muster.ingest.csv;

import org.jspecify.annotations.NullMarked;
