package dev.muster.trials.faults.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.backing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RelayTest {
    private static final int PATIENCE_MILLIS = 5_000;

    private ServerSocket echo;
    private Relay relay;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        relay = new Relay(FreePorts.any(), echo.getLocalPort());
    }

    @AfterEach
    void end() throws IOException {
        relay.close();
        echo.close();
    }

    @Test
    void passesOnWhatItIsGivenBothWays() throws IOException {
        try (var client = connect()) {
            assertThat(said(client, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void cutsConnectionsInTheMiddle() throws IOException {
        try (var client = connect()) {
            said(client, "hello");
            var random = new SplittableRandom(1);
            while (relay.cut(random, 2) == 0) {
                assertThat(said(client, "still there")).isEqualTo("still there");
            }
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> said(client, "is anybody there?"));
        }
        try (var another = connect()) {
            assertThat(said(another, "again")).isEqualTo("again");
        }
    }

    @Test
    void keepsForLaterWhatComesWhileItIsSilent() throws IOException {
        try (var client = connect()) {
            said(client, "hello");
            relay.silence(true);
            client.getOutputStream().write('x');
            client.setSoTimeout(200);
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> client.getInputStream().read());
            client.setSoTimeout(PATIENCE_MILLIS);
            relay.silence(false);
            assertThat(client.getInputStream().read()).isEqualTo('x');
        }
    }

    @Test
    void closesTheDoorWhereNobodyListens() throws IOException {
        try (var nowhere = new Relay(FreePorts.any(), FreePorts.any());
                var client = connect(nowhere)) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> said(client, "hello"));
        }
    }

    private Socket connect() throws IOException {
        return connect(relay);
    }

    private static Socket connect(Relay relay) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), relay.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static String said(Socket socket, String words) throws IOException {
        socket.getOutputStream().write(words.getBytes(UTF_8));
        var answer = socket.getInputStream().readNBytes(words.length());
        if (answer.length < words.length()) {
            throw new IOException("closed");
        }
        return new String(answer, UTF_8);
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                var socket = echo.accept();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        socket.getInputStream().transferTo(socket.getOutputStream());
                    } catch (IOException e) {
                        // cut
                    }
                });
            } catch (IOException e) {
                return;
            }
        }
    }
}
