package dev.muster.backing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of this machine's loopback address: which are free, and which answer. */
public final class FreePorts {
    private static final int CONNECT_MILLIS = 500;
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;

    /** Handed out by this process: free until it is used, so asking the machine is not enough. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /**
     * A free port that was not given before, and not one of those that outgoing connections are given: it stays free
     * until it is used.
     */
    public static int any() {
        var random = ThreadLocalRandom.current();
        int port = random.nextInt(FIRST, LAST);
        while (!isFree(port) || !GIVEN.add(port)) {
            port = random.nextInt(FIRST, LAST);
        }
        return port;
    }

    /** Whether a process could listen on {@code port} now. */
    public static boolean isFree(int port) {
        if (answers(port)) {
            return false;
        }
        try (var socket = new ServerSocket(port, 1, loopback())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Whether something accepts connections on {@code port}. */
    public static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(loopback(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException nobodyThere) {
            return false;
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    }
}
