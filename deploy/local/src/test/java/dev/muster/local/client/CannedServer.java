package dev.muster.local.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers what it was told to, in order, the last answer again and again; remembers the last request. */
public final class CannedServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private volatile Request last;

    private record Answer(int status, String body) {}

    /** What was asked. */
    public record Request(String query, Headers headers, String body) {
        public String header(String name) {
            return headers.getFirst(name);
        }
    }

    public CannedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void answer(String call, int status, String body) {
        answers.computeIfAbsent(call, c -> new ArrayDeque<>()).add(new Answer(status, body));
    }

    public Request last() {
        return last;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        last = new Request(exchange.getRequestURI().getRawQuery(), exchange.getRequestHeaders(), body);
        var queue = answers.get(
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
        var answer = queue == null ? new Answer(404, "{}") : queue.size() > 1 ? queue.poll() : queue.peek();
        var bytes = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
