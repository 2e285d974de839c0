package dev.muster.ingest.upload;

import dev.muster.ingest.csv.CsvRecord;
import dev.muster.ingest.csv.Header;
import java.util.List;

/**
 * Some records of one file, as many as are handled as one.
 *
 * @param file which file of the upload, from 1
 */
public record Chunk(int file, Header header, List<CsvRecord> records) {}
