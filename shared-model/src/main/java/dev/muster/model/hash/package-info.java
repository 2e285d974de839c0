/** The hardware hash: reading one, saying exactly what is wrong with one, and writing one for tests and samples. */
@NullMarked
package dev.muster.model.hash;

import org.jspecify.annotations.NullMarked;
