/**
 * How fast the pure functions are, each by itself, one thread, no broker and no database. Run by hand:
 * {@code java -jar deploy/benchmarks/target/benchmarks.jar [regex]}; the figures are in docs/performance.md.
 */
@NullMarked
package dev.muster.benchmarks;

import org.jspecify.annotations.NullMarked;
