/** How a service says no over HTTP: problem+json (RFC 9457), in one shape everywhere. */
@NullMarked
package dev.muster.runtime.problem;

import org.jspecify.annotations.NullMarked;
