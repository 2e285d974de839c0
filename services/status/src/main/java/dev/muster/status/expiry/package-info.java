/** Lets go of what the read model answers no longer: uploads, their rows and releases, 90 days after they were made. */
@NullMarked
package dev.muster.status.expiry;

import org.jspecify.annotations.NullMarked;
