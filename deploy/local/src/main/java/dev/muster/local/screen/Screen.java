package dev.muster.local.screen;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/**
 * Where the command line writes.
 *
 * @param out for lines
 * @param terminal whether a person looks at it, so that a line may be drawn again
 * @param colour whether it may be coloured
 */
public record Screen(PrintStream out, boolean terminal, boolean colour) {
    /** Standard output; the launcher script tells whether it is a terminal. */
    public static Screen standard() {
        boolean terminal = Boolean.getBoolean("muster.terminal");
        var noColour = System.getenv("NO_COLOR");
        boolean colour = terminal && (noColour == null || noColour.isEmpty());
        return new Screen(new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8), terminal, colour);
    }

    public void say(String line) {
        out.println(line);
    }

    /** Text from elsewhere on one line, cut where it is longer: no control characters, so that it commands no terminal. */
    public static String plain(String text, int longest) {
        var plain = new StringBuilder();
        text.codePoints()
                .limit(longest)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(plain::appendCodePoint);
        return text.codePointCount(0, text.length()) > longest
                ? plain.append('…').toString()
                : plain.toString();
    }

    String green(String text) {
        return colour ? "\u001B[32m" + text + "\u001B[0m" : text;
    }

    String red(String text) {
        return colour ? "\u001B[31m" + text + "\u001B[0m" : text;
    }
}
