/** The one way in which a stage runs: a batch in, work, a batch out, then offsets; outages are waited for, poison is set aside. */
@NullMarked
package dev.muster.runtime.stage;

import org.jspecify.annotations.NullMarked;
