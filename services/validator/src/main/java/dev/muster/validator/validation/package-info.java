/** The rules, as pure functions: no Kafka, no database, no clock. */
@NullMarked
package dev.muster.validator.validation;

import org.jspecify.annotations.NullMarked;
