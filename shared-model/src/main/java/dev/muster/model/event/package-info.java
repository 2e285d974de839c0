/** The facts that travel between the services, one record each, and their JSON. */
@NullMarked
package dev.muster.model.event;

import org.jspecify.annotations.NullMarked;
