package dev.muster.local.client;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;

/**
 * The body of an upload, streamed from its files.
 *
 * @param contentType {@code text/csv} for one file, {@code multipart/form-data} for several
 */
record UploadBody(String contentType, BodyPublisher publisher) {
    private static final String LINE = "\r\n";

    static UploadBody of(Upload upload) throws FileNotFoundException {
        if (upload.files().size() == 1) {
            var file = BodyPublishers.ofFile(upload.files().getFirst());
            return new UploadBody("text/csv", new Counted(file, upload.sent()));
        }
        var boundary = "muster-" + UUID.randomUUID();
        var parts = new ArrayList<BodyPublisher>();
        upload.orderId().ifPresent(id -> parts.add(field(boundary, "orderId", id)));
        upload.purchaseId().ifPresent(id -> parts.add(field(boundary, "purchaseId", id)));
        for (var file : upload.files()) {
            parts.add(BodyPublishers.ofString(fileHeader(boundary, file)));
            parts.add(BodyPublishers.ofFile(file));
            parts.add(BodyPublishers.ofString(LINE));
        }
        parts.add(BodyPublishers.ofString("--" + boundary + "--" + LINE));
        var all = BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
        return new UploadBody("multipart/form-data; boundary=" + boundary, new Counted(all, upload.sent()));
    }

    private static BodyPublisher field(String boundary, String name, String value) {
        return BodyPublishers.ofString("--" + boundary + LINE + "Content-Disposition: form-data; name=\"" + name + "\""
                + LINE + LINE + value + LINE);
    }

    private static String fileHeader(String boundary, Path file) {
        var name = String.valueOf(file.getFileName()).replace("\"", "%22");
        return "--" + boundary + LINE + "Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\""
                + LINE + "Content-Type: text/csv" + LINE + LINE;
    }

    /** Tells how much has been handed on. */
    private record Counted(BodyPublisher inner, BiConsumer<Long, Long> sent) implements BodyPublisher {
        @Override
        public long contentLength() {
            return inner.contentLength();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            inner.subscribe(new Flow.Subscriber<ByteBuffer>() {
                private long bytes;

                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscriber.onSubscribe(subscription);
                }

                @Override
                public void onNext(ByteBuffer item) {
                    bytes += item.remaining();
                    subscriber.onNext(item);
                    sent.accept(bytes, contentLength());
                }

                @Override
                public void onError(Throwable failure) {
                    subscriber.onError(failure);
                }

                @Override
                public void onComplete() {
                    subscriber.onComplete();
                }
            });
        }
    }
}
