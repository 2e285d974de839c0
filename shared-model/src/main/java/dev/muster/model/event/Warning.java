package dev.muster.model.event;

/**
 * Something that was put up with, and that the person should know.
 *
 * @param code what kind of thing, for example {@code extra-column}
 * @param detail what it is here, in words
 */
public record Warning(String code, String detail) {}
