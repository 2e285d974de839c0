package dev.muster.ingest.csv;

import java.nio.charset.StandardCharsets;

/** The file is something else than a text file; the message says what, and what to do instead. */
public final class NotTextException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private NotTextException(String message) {
        super(message, null, false, false);
    }

    /** Throws where the first bytes of a file are those of a known kind of file that is not text. */
    static void check(byte[] head) {
        if (isZip(head)) {
            throw new NotTextException(
                    contains(head, "xl/") || contains(head, "[Content_Types].xml")
                            ? "This is an Excel workbook. In Excel, save it as 'CSV UTF-8 (Comma delimited)' and upload that file."
                            : "This is a ZIP archive. Unpack it and upload the CSV file in it.");
        }
        if (TextInput.begins(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new NotTextException("This is an old Excel workbook. In Excel, save it as CSV and upload that file.");
        }
        if (TextInput.begins(head, 0x25, 0x50, 0x44, 0x46)) {
            throw new NotTextException("This is a PDF. Ask its author for the CSV file.");
        }
        if (TextInput.begins(head, 0x1F, 0x8B) || TextInput.begins(head, 0x28, 0xB5, 0x2F, 0xFD)) {
            throw new NotTextException(
                    "This is compressed. Unpack it, or name the compression in the header Content-Encoding.");
        }
        for (byte b : head) {
            if (b == 0) {
                throw new NotTextException("This is not a text file: it holds bytes that no text has.");
            }
        }
    }

    /** A ZIP archive, an empty one, or one of several parts: not just any text that begins with PK. */
    private static boolean isZip(byte[] head) {
        return TextInput.begins(head, 0x50, 0x4B, 0x03, 0x04)
                || TextInput.begins(head, 0x50, 0x4B, 0x05, 0x06)
                || TextInput.begins(head, 0x50, 0x4B, 0x07, 0x08);
    }

    private static boolean contains(byte[] head, String text) {
        return new String(head, StandardCharsets.ISO_8859_1).contains(text);
    }
}
