/** Text that is still bytes: looking through much of it quickly. */
@NullMarked
package dev.muster.model.text;

import org.jspecify.annotations.NullMarked;
