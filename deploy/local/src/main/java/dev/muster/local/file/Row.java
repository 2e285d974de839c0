package dev.muster.local.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file of devices.
 *
 * @param line the line on which it begins, from 1, as an editor counts
 * @param cells the values, as they stand in the file
 * @param fault why the importer could not read it, or null
 */
public record Row(int line, List<String> cells, @Nullable String fault) {}
