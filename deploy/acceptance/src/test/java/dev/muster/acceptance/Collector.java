package dev.muster.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** An OpenTelemetry collector: takes OTLP over HTTP in its binary form, and keeps of each span what identifies it. */
final class Collector implements AutoCloseable {

    private static final int BYTES = 2;

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    /** A span, with the ids of its parent and of those that it is linked to, in hexadecimal. */
    record Span(String service, String name, String trace, String id, List<String> after) {}

    /** A field of a message whose value is bytes, text or another message. */
    private record Field(int number, ByteBuffer value) {

        String text() {
            return UTF_8.decode(value.duplicate()).toString();
        }

        String hex() {
            var bytes = new byte[value.remaining()];
            value.duplicate().get(bytes);
            return HexFormat.of().formatHex(bytes);
        }
    }

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        var request = ByteBuffer.wrap(exchange.getRequestBody().readAllBytes());
        for (var ofResource : inside(request, 1)) {
            var service = inside(ofResource.value(), 1).stream()
                    .flatMap(resource -> inside(resource.value(), 1).stream())
                    .filter(attribute -> first(attribute, 1).text().equals("service.name"))
                    .map(attribute -> first(first(attribute, 2), 1).text())
                    .findFirst()
                    .orElseThrow();
            for (var ofScope : inside(ofResource.value(), 2)) {
                inside(ofScope.value(), 2).forEach(span -> spans.add(span(service, span)));
            }
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static Span span(String service, Field span) {
        var parent = inside(span.value(), 4).stream();
        var links = inside(span.value(), 13).stream().map(link -> first(link, 2));
        return new Span(
                service,
                first(span, 5).text(),
                first(span, 1).hex(),
                first(span, 2).hex(),
                Stream.concat(parent, links).map(Field::hex).toList());
    }

    private static Field first(Field message, int number) {
        return inside(message.value(), number).getFirst();
    }

    /** The fields with that number of a message in protocol buffers. */
    private static List<Field> inside(ByteBuffer message, int number) {
        var fields = new ArrayList<Field>();
        var rest = message.duplicate();
        while (rest.hasRemaining()) {
            int tag = varint(rest);
            int length = switch (tag & 7) {
                case 0 -> varintLength(rest);
                case 1 -> Long.BYTES;
                case BYTES -> varint(rest);
                case 5 -> Integer.BYTES;
                default -> throw new IllegalArgumentException("wire type " + (tag & 7));
            };
            if (tag >>> 3 == number) {
                fields.add(new Field(number, rest.slice(rest.position(), length)));
            }
            rest.position(rest.position() + length);
        }
        return fields;
    }

    private static int varint(ByteBuffer from) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = from.get();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static int varintLength(ByteBuffer from) {
        int length = 1;
        while (from.get(from.position() + length - 1) < 0) {
            length++;
        }
        return length;
    }
}
