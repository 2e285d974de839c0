package dev.muster.local.file;

import dev.muster.local.system.UserError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that appears whole or not at all: what was there stays until the new content is complete. */
public final class OutFile {
    private OutFile() {}

    /** Writes the content. */
    @FunctionalInterface
    public interface Content {
        void to(OutputStream out) throws IOException;
    }

    /** Replaces {@code file} by {@code content}; a pipe or a link is written to as it is. */
    public static void write(Path file, Content content) throws IOException {
        var directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new UserError("there is no directory " + directory);
        }
        if (Files.isDirectory(file)) {
            throw new UserError(file + " is a directory, not a file to write");
        }
        if (Files.exists(file) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            fill(Files.newOutputStream(file), content);
            return;
        }
        var part = directory.resolve(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        part.toFile().deleteOnExit();
        try {
            fill(Files.newOutputStream(part, StandardOpenOption.CREATE_NEW), content);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void fill(OutputStream stream, Content content) throws IOException {
        try (var out = new BufferedOutputStream(stream, 64 * 1024)) {
            content.to(out);
        }
    }
}
