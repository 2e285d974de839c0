/** What has failed: listed and counted from the topics, in tables of this service. */
@NullMarked
package dev.muster.operations.failure;

import org.jspecify.annotations.NullMarked;
