/**
 * The real broker and the real database that Muster stands on, as child processes of whoever asks for them: the local
 * system and the services' tests.
 *
 * <p>In: a directory and a port. Out: a Kafka broker or a PostgreSQL that answers. Promise: what is in the directory
 * survives {@code kill -9} and a restart, and no process outlives the one that started it.
 */
@NullMarked
package dev.muster.backing;

import org.jspecify.annotations.NullMarked;
