/** Who calls: token, tenant, roles, and the right to act for another. */
@NullMarked
package dev.muster.runtime.caller;

import org.jspecify.annotations.NullMarked;
