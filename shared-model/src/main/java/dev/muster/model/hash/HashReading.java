package dev.muster.model.hash;

/** The answer of the decoder: what a hardware hash says, or what exactly is wrong with it. */
public sealed interface HashReading {

    /** What could be read, complete or not. */
    HashContent content();

    /** Complete, with a right checksum, naming a manufacturer and a serial number. */
    record Sound(HashContent content) implements HashReading {}

    /**
     * Cannot be registered with.
     *
     * @param fault what is wrong, in words for the person who has the file, for example {@code truncated by 1 byte}
     * @param content the records that could be read all the same: enough to recognise a published sample, not to trust
     */
    record Faulty(String fault, HashContent content) implements HashReading {}
}
