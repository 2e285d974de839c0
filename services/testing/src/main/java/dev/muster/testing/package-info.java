/** What the tests of every service stand on: a real broker, a real database, tokens, topics to look at, house rules. */
@NullMarked
package dev.muster.testing;

import org.jspecify.annotations.NullMarked;
