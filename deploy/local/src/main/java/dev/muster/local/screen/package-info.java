/**
 * What the command line shows: lines, tables and a progress bar, plain where the output is no terminal.
 */
@NullMarked
package dev.muster.local.screen;

import org.jspecify.annotations.NullMarked;
