/**
 * For the people who keep the system running. In: {@code device.rejected.v1}, {@code device.contested.v1}, every
 * {@code <service>.dead-letter.v1}, and the broker's own figures. Out: {@code control.v1}, and dead letters back onto
 * the topics that they came from. Promise: it watches and asks; no other service needs it to go on.
 */
@NullMarked
package dev.muster.operations;

import org.jspecify.annotations.NullMarked;
