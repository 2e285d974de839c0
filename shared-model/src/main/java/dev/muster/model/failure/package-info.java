/** Why a row did not become a device: the closed list of codes with their texts in English and French. */
@NullMarked
package dev.muster.model.failure;

import org.jspecify.annotations.NullMarked;
