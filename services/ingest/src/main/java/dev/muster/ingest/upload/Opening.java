package dev.muster.ingest.upload;

/** What is found when an upload arrives. */
sealed interface Opening {

    /** It is to be read, from its first row or from where an earlier attempt stopped. */
    record Begun(Upload upload) implements Opening {}

    /**
     * It was read to its end before.
     *
     * @param digest of what was read then
     * @param answer that was given then
     */
    record Answered(String digest, UploadAnswer answer) implements Opening {}
}
