/**
 * Is this row something that can be registered at all? In: {@code device.submitted.v1}. Out: {@code device.validated.v1}
 * or {@code device.rejected.v1}. Promise: the same row always gets the same verdict; nothing is stored.
 */
@NullMarked
package dev.muster.validator;

import org.jspecify.annotations.NullMarked;
