package dev.muster.runtime.tracing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Makes every request a step of the trace that its header {@code traceparent} names, or the first of a new one. */
@ApplicationScoped
public class RequestTracing {

    private static final String HEADER = "traceparent";
    private static final String TRACE = RequestTrace.class.getName();

    private final Tracing tracing;

    RequestTracing(Tracing tracing) {
        this.tracing = tracing;
    }

    /** The header then names this step, so that what follows from the request goes on from it. */
    @ServerRequestFilter
    public void begin(ContainerRequestContext request, ResourceInfo resource) {
        tracing.begin(name(request, resource), request.getHeaderString(HEADER)).ifPresent(trace -> {
            request.setProperty(TRACE, trace);
            request.getHeaders().putSingle(HEADER, trace.traceParent().toString());
        });
    }

    @ServerResponseFilter
    public void end(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(TRACE) instanceof RequestTrace trace) {
            trace.end(response.getStatus());
        }
    }

    private static String name(ContainerRequestContext request, ResourceInfo resource) {
        return request.getMethod() + " " + path(resource.getResourceClass()) + path(resource.getResourceMethod());
    }

    private static String path(AnnotatedElement element) {
        var path = element.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }
}
