package dev.muster.ingest.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.testing.Tokens;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

/** An upload over a bare socket, in HTTP chunks, that the test can stop and break at will. */
final class SlowClient implements AutoCloseable {

    private final Socket socket;

    private SlowClient(Socket socket) {
        this.socket = socket;
    }

    /** Sends the headers of an upload. */
    static SlowClient begin(String tenant, String key) throws IOException {
        var client = new SlowClient(new Socket(InetAddress.getLoopbackAddress(), RestAssured.port));
        String headers = "POST /v1/registrations HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n"
                + (key == null ? "" : "Idempotency-Key: " + key + "\r\n")
                + "Authorization: Bearer " + Tokens.of(tenant, "registrar") + "\r\n\r\n";
        client.write(headers.getBytes(UTF_8));
        return client;
    }

    /** Sends a part of the body. */
    SlowClient send(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        write((Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8));
        write(bytes);
        write("\r\n".getBytes(UTF_8));
        return this;
    }

    /** Ends the body and gives the answer. */
    String end() throws IOException {
        write("0\r\n\r\n".getBytes(UTF_8));
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    /** Whether the other side closes the connection within that time, without an answer. */
    boolean isCutOffWithin(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        InputStream in = socket.getInputStream();
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    /** Goes away without a word. */
    void vanish() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private void write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
