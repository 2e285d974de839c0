package dev.muster.ingest.upload;

import dev.muster.ingest.IngestConfig;
import dev.muster.model.event.Warning;
import dev.muster.runtime.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.jspecify.annotations.Nullable;

/**
 * The files of a {@code multipart/form-data} body, read as they come: each part named {@code file} is one.
 *
 * <p>Every row carries the order id and the purchase id, so these have to be known before the first row is. The first
 * files are therefore looked through, as far as {@code muster.ingest.look-ahead} allows, for fields that come after
 * them; in an upload that is larger, fields count only where they come before the files, and later ones are named in a
 * warning. More files than an upload may have are not looked through: it is refused.
 */
final class MultipartFiles implements Source.Sequence {

    private static final String FILE = "file";
    private static final Set<String> FIELDS = Set.of("orderId", "purchaseId");
    private static final int LONGEST_BOUNDARY = 200;
    private static final int LARGEST_HEADERS = 8 * 1024;
    private static final int LONGEST_FIELD = 4 * 1024;
    private static final int BUFFER = 64 * 1024;
    private static final int MOST_WARNINGS = 100;

    private final InputStream body;
    private final byte[] boundary;
    private final int lookAhead;
    private final int maxFiles;
    private final Map<String, String> fields = new HashMap<>();
    private final List<Warning> warnings = new ArrayList<>();
    private final ArrayDeque<Source> ahead = new ArrayDeque<>();
    private @Nullable MultipartInput parts;
    private @Nullable InputStream part;
    private boolean ended;
    private boolean fieldsFixed;

    MultipartFiles(InputStream body, @Nullable String contentType, IngestConfig config) {
        this.body = body;
        this.boundary = boundary(contentType);
        this.lookAhead = Math.toIntExact(config.lookAhead().asLongValue());
        this.maxFiles = config.maxFiles();
    }

    private static byte[] boundary(@Nullable String contentType) {
        String boundary = parameters(contentType == null ? "" : contentType).get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw ProblemException.invalidParameter("Content-Type has to name the boundary between the parts.");
        }
        return boundary.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public @Nullable Source next() throws IOException {
        try {
            if (!fieldsFixed) {
                lookAhead();
            }
            Source source = ahead.poll();
            return source != null ? source : nextFile();
        } catch (FileUploadSizeException e) {
            throw ProblemException.invalidParameter("The headers of a part are too long.");
        }
    }

    @Override
    public @Nullable String field(String name) {
        return fields.get(name);
    }

    @Override
    public List<Warning> warnings() {
        return List.copyOf(warnings);
    }

    /** Keeps what the first files begin with, until their end or the limit. */
    private void lookAhead() throws IOException {
        int room = lookAhead;
        Source file = nextFile();
        if (file == null) {
            throw UploadProblems.empty("There is no part named 'file' in the upload.");
        }
        while (file != null) {
            if (ahead.size() == maxFiles) {
                throw UploadProblems.tooManyFiles(maxFiles);
            }
            byte[] begin = file.bytes().readNBytes(room);
            room -= begin.length;
            if (room == 0) {
                ahead.add(new Source(
                        file.name(), new SequenceInputStream(new ByteArrayInputStream(begin), file.bytes())));
                break;
            }
            ahead.add(new Source(file.name(), new ByteArrayInputStream(begin)));
            file = nextFile();
        }
        fieldsFixed = true;
    }

    /** The next part that is a file; what comes before it is taken note of. */
    private @Nullable Source nextFile() throws IOException {
        while (!ended && toNextPart()) {
            var disposition = disposition();
            String name = Objects.requireNonNullElse(disposition.get("name"), "");
            if (name.equals(FILE)) {
                Source file = file(disposition.get("filename"));
                if (file != null) {
                    return file;
                }
            } else {
                takeNote(name);
            }
        }
        ended = true;
        return null;
    }

    /** Skips what is left of the part before; false where there is no other. */
    private boolean toNextPart() throws IOException {
        boolean found;
        if (parts == null) {
            parts = MultipartInput.builder()
                    .setInputStream(body)
                    .setBoundary(boundary)
                    .setBufferSize(BUFFER)
                    .setPartHeaderSizeMax(LARGEST_HEADERS)
                    .get();
            parts.setHeaderCharset(StandardCharsets.UTF_8);
            found = parts.skipPreamble();
        } else {
            if (part != null) {
                part.transferTo(OutputStream.nullOutputStream());
            }
            found = parts.readBoundary();
        }
        return found;
    }

    private Map<String, String> disposition() throws IOException {
        MultipartInput current = Objects.requireNonNull(parts);
        String headers = current.readHeaders();
        part = current.newInputStream();
        return headers.lines()
                .filter(line -> line.regionMatches(true, 0, "content-disposition:", 0, 20))
                .findFirst()
                .map(line -> parameters(line.substring(20)))
                .orElse(Map.of());
    }

    /** Null for a file field of a form in which nothing was chosen. */
    private @Nullable Source file(@Nullable String fileName) throws IOException {
        InputStream bytes = new KeptOpen(Objects.requireNonNull(part));
        if (fileName != null && !fileName.isBlank()) {
            return new Source(fileName, bytes);
        }
        byte[] first = bytes.readNBytes(1);
        return first.length == 0
                ? null
                : new Source(null, new SequenceInputStream(new ByteArrayInputStream(first), bytes));
    }

    /** A part is left by going on to the next one, not by being closed. */
    private static final class KeptOpen extends FilterInputStream {

        KeptOpen(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // the part is still needed
        }
    }

    private void takeNote(String name) throws IOException {
        if (!FIELDS.contains(name)) {
            warn("extra-part", "Part '" + Source.shown(name) + "' ignored");
        } else if (fieldsFixed) {
            warn("late-field", "Field '" + name + "' ignored: in a large upload it has to come before the files");
        } else {
            byte[] value = Objects.requireNonNull(part).readNBytes(LONGEST_FIELD);
            fields.putIfAbsent(name, new String(value, StandardCharsets.UTF_8));
        }
    }

    private void warn(String code, String detail) {
        if (warnings.size() < MOST_WARNINGS) {
            warnings.add(new Warning(code, detail));
        }
    }

    private static Map<String, String> parameters(String header) {
        var parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return parser.parse(header, ';');
    }
}
