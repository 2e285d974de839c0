/** Large uploads go as fast as the stages behind can follow, so that small ones need not wait behind them. */
@NullMarked
package dev.muster.ingest.pace;

import org.jspecify.annotations.NullMarked;
