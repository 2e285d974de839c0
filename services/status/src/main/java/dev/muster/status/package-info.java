/**
 * The read model: the only service that answers questions about devices and registrations. In: every topic that says
 * something about them. Out: nothing. Promise: any order and any repetition of the same events gives the same answers.
 */
@NullMarked
package dev.muster.status;

import org.jspecify.annotations.NullMarked;
