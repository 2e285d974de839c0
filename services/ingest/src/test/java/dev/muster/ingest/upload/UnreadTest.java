package dev.muster.ingest.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testing.Backing;
import dev.muster.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that goes on sending whatever it is answered. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
class UnreadTest {

    private static final long MEGABYTE = 1024 * 1024;
    private static final long SENT = 256 * MEGABYTE;

    @ParameterizedTest
    @CsvSource({"registrar, 400", "reader, 403", "'', 401"})
    void isNotKeptInMemory(String role, int status) throws IOException {
        long before = used();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            var out = socket.getOutputStream();
            out.write(
                    ("POST /v1/registrations HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: "
                                    + SENT + "\r\n"
                                    + (role.isEmpty()
                                            ? ""
                                            : "Authorization: Bearer " + Tokens.of("stubborn", role) + "\r\n")
                                    + "\r\nNo,Such,Header\r\n")
                            .getBytes(UTF_8));
            out.write(new byte[(int) MEGABYTE]);
            var answer = new byte[12];
            assertThat(socket.getInputStream().readNBytes(answer, 0, answer.length))
                    .isEqualTo(answer.length);
            assertThat(new String(answer, UTF_8)).isEqualTo("HTTP/1.1 " + status);

            sendTheRest(out);

            assertThat(used() - before).isLessThan(SENT / 4);
        }
    }

    private static void sendTheRest(OutputStream out) {
        var part = new byte[(int) MEGABYTE];
        try {
            for (long sent = 0; sent < SENT - 2 * MEGABYTE; sent += MEGABYTE) {
                out.write(part);
            }
        } catch (IOException e) {
            // the server may as well hang up
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
