/** Writing events to topics, and having the topics in the first place. */
@NullMarked
package dev.muster.runtime.topic;

import org.jspecify.annotations.NullMarked;
