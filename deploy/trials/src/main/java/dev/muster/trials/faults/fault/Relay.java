package dev.muster.trials.faults.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between the services and a server on this machine: passes bytes on until it is told to cut or to be silent. */
public final class Relay implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;
    private static final int CONNECT_MILLIS = 3_000;
    private static final long FAR = Long.MAX_VALUE / 2;

    private final ServerSocket server;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private boolean silent;

    /**
     * Begins to listen.
     *
     * @param port of its own
     * @param target where the server listens
     */
    public Relay(int port, int target) {
        try {
            this.server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            this.target = target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("relay-" + port).start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Cuts about half of the connections: each after some more bytes, one way or the other. */
    public int cut(SplittableRandom random, int mostBytes) {
        int armed = 0;
        for (var link : links) {
            if (random.nextBoolean()) {
                link.left.set(random.nextInt(mostBytes));
                armed++;
            }
        }
        return armed;
    }

    /** From now on nothing is passed on, or everything again; what came meanwhile is not lost. */
    public synchronized void silence(boolean on) {
        silent = on;
        notifyAll();
    }

    /** Takes back all that was asked for. */
    public void heal() {
        links.forEach(link -> link.left.set(FAR));
        silence(false);
    }

    private synchronized void awaitSound() throws InterruptedException {
        while (silent) {
            wait();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> open(client));
            } catch (IOException e) {
                // closed, or a client that has gone again
            }
        }
    }

    private void open(Socket client) {
        var upstream = new Socket();
        try {
            upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
        } catch (IOException e) {
            abort(client);
            return;
        }
        var link = new Link(client, upstream);
        links.add(link);
        Thread.ofPlatform().daemon().start(() -> link.pump(client, upstream));
        Thread.ofPlatform().daemon().start(() -> link.pump(upstream, client));
    }

    /** Closes at once: the other side meets a reset, as when a machine in between has gone. */
    private static void abort(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // gone already
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        heal();
        links.forEach(Link::cut);
    }

    private final class Link {
        private final Socket client;
        private final Socket upstream;
        private final AtomicLong left = new AtomicLong(FAR);

        Link(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void pump(Socket from, Socket to) {
            var buffer = new byte[BUFFER];
            try {
                var in = from.getInputStream();
                var out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    awaitSound();
                    long before = left.getAndAdd(-read);
                    out.write(buffer, 0, (int) Math.max(0, Math.min(read, before)));
                    out.flush();
                    if (before <= read) {
                        break;
                    }
                }
            } catch (IOException e) {
                // one side has gone: so goes the other
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                cut();
            }
        }

        void cut() {
            links.remove(this);
            abort(client);
            abort(upstream);
        }
    }
}
