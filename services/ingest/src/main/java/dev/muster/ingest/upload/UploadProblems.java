package dev.muster.ingest.upload;

import dev.muster.ingest.csv.Header;
import dev.muster.runtime.problem.Problem;
import dev.muster.runtime.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why an upload as a whole is refused, in words for the person who uploads. */
final class UploadProblems {

    private static final String PREFIX = "urn:muster:problem:";

    private UploadProblems() {}

    static ProblemException empty(String detail) {
        return new ProblemException("empty-upload", 400, "Nothing in the upload", detail);
    }

    static ProblemException notText(String detail) {
        return new ProblemException("not-a-text-file", 400, "Not a CSV file", detail);
    }

    static ProblemException unknownHeader(int file, int line, String found) {
        return new ProblemException(
                "unknown-header",
                400,
                "The header is not one of a file of devices",
                inFile(file) + Header.unlike(line, found),
                List.of(new Problem.Fault("Found: " + Header.shown(found), line)),
                null);
    }

    /** Names the file of an upload of several; the first needs no name. */
    static String inFile(int file) {
        return file > 1 ? "File " + file + ": " : "";
    }

    static ProblemException tooManyRows(int limit) {
        return new ProblemException(
                "row-limit",
                413,
                "Too many rows",
                "An upload may have " + limit + " rows. Split the file and send the parts.");
    }

    static ProblemException tooManyBytes(long limit) {
        return new ProblemException(
                "size-limit",
                413,
                "Too large",
                "An upload may have " + limit + " bytes. Split the file and send the parts.");
    }

    static ProblemException expandsTooMuch(int limit) {
        return new ProblemException(
                "expansion-limit",
                413,
                "Expands too much",
                "The compressed upload grows to more than " + limit
                        + " times its size, which no file of devices does.");
    }

    static ProblemException unsupportedEncoding(String encoding) {
        return new ProblemException(
                "unsupported-encoding",
                415,
                "Content-Encoding not supported",
                "'" + encoding + "' cannot be read: use gzip or zstd, or send the file as it is.");
    }

    static ProblemException notDecompressed(String encoding) {
        return new ProblemException(
                "unsupported-encoding",
                415,
                "Compressed body not valid",
                "The header Content-Encoding says " + encoding + ", and the body is not that, or is damaged.");
    }

    static ProblemException tooManyFiles(int limit) {
        return new ProblemException(
                "row-limit", 413, "Too many files", "An upload may have " + limit + " files. Send them in parts.");
    }

    /** What is refused in the middle of an upload, with how far that came. */
    static ProblemException after(int accepted, ProblemException refusal) {
        var problem = refusal.problem();
        return accepted == 0
                ? refusal
                : new ProblemException(
                        problem.type().toString().substring(PREFIX.length()),
                        problem.status(),
                        problem.title(),
                        problem.detail() + " " + accepted + " rows before that were accepted.",
                        problem.errors(),
                        refusal.retryAfter());
    }

    static ProblemException conflict() {
        return new ProblemException(
                "idempotency-conflict",
                422,
                "Same key, other content",
                "This Idempotency-Key was used for an upload with other content. Use a new key for a new upload.");
    }

    static ProblemException inProgress() {
        return new ProblemException(
                "upload-in-progress",
                409,
                "Still being read",
                "An upload with this Idempotency-Key is being read at this moment. Ask again in a moment.",
                null,
                Duration.ofSeconds(2));
    }

    static ProblemException tooMany(int limit) {
        return new ProblemException(
                "too-many-uploads",
                429,
                "Too many uploads at once",
                "Your organization has " + limit + " uploads under way. Wait for one to end.",
                null,
                Duration.ofSeconds(5));
    }

    static ProblemException brokerUnavailable(int accepted, @Nullable String key) {
        return new ProblemException(
                "broker-unavailable",
                503,
                "Not available at the moment",
                accepted + " rows were accepted so far. Send the whole file again"
                        + (key == null
                                ? "; with an Idempotency-Key, an upload is taken up where it stopped."
                                : " with the same Idempotency-Key; it is taken up where it stopped."),
                null,
                Duration.ofSeconds(10));
    }

    static ProblemException interrupted(int accepted) {
        return new ProblemException(
                "upload-interrupted",
                400,
                "The upload broke off",
                accepted
                        + " rows were accepted. Send the whole file again, with the same Idempotency-Key if there was one.");
    }
}
