/**
 * The only write side over HTTP. Turns bytes into events and holds no opinion about a device. Out:
 * {@code device.submitted.v1}, {@code device.rejected.v1} for rows that cannot be read, {@code registration.received.v1},
 * {@code device.release-requested.v1}, {@code device.checked-in.v1}. Promise: an answer of 202 means that the broker has
 * every row.
 */
@NullMarked
package dev.muster.ingest;

import org.jspecify.annotations.NullMarked;
