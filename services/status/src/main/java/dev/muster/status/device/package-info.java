/** Answers about devices. */
@NullMarked
package dev.muster.status.device;

import org.jspecify.annotations.NullMarked;
