/** What organizations and operators can choose, told on a topic for those who go by it. */
@NullMarked
package dev.muster.ingest.settings;

import org.jspecify.annotations.NullMarked;
