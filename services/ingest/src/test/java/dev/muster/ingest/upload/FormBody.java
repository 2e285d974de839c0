package dev.muster.ingest.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** A multipart body, written as browsers do. */
final class FormBody {

    private final String boundary;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private FormBody(String boundary) {
        this.boundary = boundary;
    }

    static FormBody withBoundary(String boundary) {
        return new FormBody(boundary);
    }

    FormBody field(String name, String value) {
        return part("name=\"" + name + "\"", value.getBytes(UTF_8));
    }

    FormBody file(String fileName, String text) {
        return file(fileName, text.getBytes(UTF_8));
    }

    FormBody file(String fileName, byte[] bytes) {
        return part("name=\"file\"; filename=\"" + fileName + "\"\r\nContent-Type: text/csv", bytes);
    }

    FormBody part(String disposition, byte[] bytes) {
        body.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n").getBytes(UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\r\n".getBytes(UTF_8));
        return this;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** What there is so far, as if there were more to come. */
    byte[] unended() {
        return body.toByteArray();
    }

    byte[] bytes() {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(("--" + boundary + "--\r\n").getBytes(UTF_8));
        return whole.toByteArray();
    }
}
