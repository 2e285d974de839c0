/** The floor: one process that does the same work as the services with nothing but the Kafka client and JDBC. The yardstick. */
@NullMarked
package dev.muster.trials.floor;

import org.jspecify.annotations.NullMarked;
