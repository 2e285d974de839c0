/** A service's own schema in PostgreSQL: sets of rows in one transaction, and waiting while the database is away. */
@NullMarked
package dev.muster.storage;

import org.jspecify.annotations.NullMarked;
