/**
 * The keys of the local system and the tokens signed with them.
 *
 * <p>In: a tenant and roles. Out: a JWT that the local services trust. Promise: the private key is made on this machine
 * at the first start and never leaves its directory.
 */
@NullMarked
package dev.muster.local.token;

import org.jspecify.annotations.NullMarked;
