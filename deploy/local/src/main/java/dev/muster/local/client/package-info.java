/**
 * The services as a client over HTTP sees them.
 *
 * <p>In: their addresses and a token. Out: answers as JSON, refusals as {@link dev.muster.local.client.Refusal} in words.
 * Promise: files are streamed, whatever their size, and following a registration outlasts a restart of the service.
 */
@NullMarked
package dev.muster.local.client;

import org.jspecify.annotations.NullMarked;
