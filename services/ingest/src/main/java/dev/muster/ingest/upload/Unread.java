package dev.muster.ingest.upload;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Throws away what a client goes on sending after it was answered, as most do whose upload is refused in the middle:
 * nobody reads it any more, and it would pile up in memory.
 */
@ApplicationScoped
public class Unread {

    @ServerResponseFilter
    public void discard(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.handler(part -> {});
            request.resume();
        }
    }
}
