package dev.muster.backing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, for messages that say why something did not start. */
public final class LogFile {
    private static final int LOOK_BACK = 16 * 1024;

    private LogFile() {}

    /** The last {@code count} lines that are not blank; none when there is no such file. */
    public static List<String> tail(Path file, int count) {
        try (var access = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, access.length() - LOOK_BACK);
            var bytes = new byte[(int) (access.length() - from)];
            access.seek(from);
            access.readFully(bytes);
            var lines =
                    new String(bytes, UTF_8).lines().filter(l -> !l.isBlank()).toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
