package dev.muster.model.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * One row of one upload, all its life.
 *
 * @param registration the upload
 * @param file which of its files, from 1
 * @param row the line on which the record begins, as an editor counts; the header is line 1
 */
public record SubmissionId(UUID registration, int file, int row) implements Comparable<SubmissionId> {

    /** Reads {@code <registrationId>/<file>/<row>}. */
    @JsonCreator
    public static SubmissionId parse(String text) {
        int first = text.indexOf('/');
        int second = text.indexOf('/', first + 1);
        if (first < 0 || second < 0) {
            throw new IllegalArgumentException("not a submission id: " + text);
        }
        int file = Integer.parseInt(text, first + 1, second, 10);
        int row = Integer.parseInt(text, second + 1, text.length(), 10);
        if (file < 1 || row < 1) {
            throw new IllegalArgumentException("not a submission id, files and lines count from 1: " + text);
        }
        return new SubmissionId(UUID.fromString(text.substring(0, first)), file, row);
    }

    @Override
    public int compareTo(SubmissionId other) {
        int byRegistration = registration.compareTo(other.registration);
        if (byRegistration != 0) {
            return byRegistration;
        }
        int byFile = Integer.compare(file, other.file);
        return byFile != 0 ? byFile : Integer.compare(row, other.row);
    }

    @Override
    @JsonValue
    public String toString() {
        return registration + "/" + file + "/" + row;
    }
}
