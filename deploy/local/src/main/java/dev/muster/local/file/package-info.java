/**
 * Files of devices on this machine, read by the very functions that the services use: put together by the meaning of
 * their columns, and looked into without a server.
 */
@NullMarked
package dev.muster.local.file;

import org.jspecify.annotations.NullMarked;
