/** The tables that the projection writes: a batch is one transaction, each table's rows one set. */
@NullMarked
package dev.muster.status.store;

import org.jspecify.annotations.NullMarked;
