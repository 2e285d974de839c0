/** Where the facts travel: the topics, how long each is kept, and the headers of a record. */
@NullMarked
package dev.muster.model.topic;

import org.jspecify.annotations.NullMarked;
