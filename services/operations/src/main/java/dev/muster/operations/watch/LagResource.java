package dev.muster.operations.watch;

import dev.muster.operations.lag.LagReport;
import dev.muster.runtime.caller.Roles;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** How far the groups are behind. */
@Path("/v1/operations/lag")
@RolesAllowed(Roles.OPERATOR)
public class LagResource {

    private final LagWatch watch;

    LagResource(LagWatch watch) {
        this.watch = watch;
    }

    /** As of a moment ago. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public LagReport lag() {
        return watch.latest();
    }

    /** The same whenever the broker was asked again; for those who say that they want it. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.1")
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<LagReport> follow() {
        return watch.reports();
    }
}
