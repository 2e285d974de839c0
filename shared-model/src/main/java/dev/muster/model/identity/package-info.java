/** Who a device, a registration and a row are: names that never change once given, and how they are computed. */
@NullMarked
package dev.muster.model.identity;

import org.jspecify.annotations.NullMarked;
