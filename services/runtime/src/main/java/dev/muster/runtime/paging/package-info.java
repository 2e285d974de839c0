/** Lists in pages, the same way in every service. */
@NullMarked
package dev.muster.runtime.paging;

import org.jspecify.annotations.NullMarked;
