package dev.muster.status.release;

import dev.muster.runtime.caller.Callers;
import dev.muster.runtime.caller.Roles;
import dev.muster.runtime.problem.ProblemException;
import dev.muster.status.Columns;
import dev.muster.status.projection.Expiry;
import dev.muster.status.projection.ReleaseRow;
import dev.muster.storage.Database;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has become of requests to give a device up. */
@Path("/v1/releases")
@RolesAllowed(Roles.READER)
@Blocking
public class ReleaseResource {

    private static final String NOT_YOURS = "not-yours";

    private final Database database;
    private final Callers callers;
    private final Clock clock;

    ReleaseResource(Database database, Callers callers, Clock clock) {
        this.database = database;
        this.callers = callers;
        this.clock = clock;
    }

    /**
     * The outcome of a request.
     *
     * @param code {@code not-yours} where it was refused: the same for a device of somebody else's, an unknown one and one
     *     that is still pending
     */
    public record Release(
            UUID id, UUID deviceId, String state, @Nullable String code) {}

    /** One request. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public Release get(UUID id, @Context HttpHeaders headers) {
        String tenant = callers.caller(headers).tenant();
        var rows = database.inTransaction(session -> session.createNativeQuery(
                        "select cast(device_id as text), state from release where release_id = ?1 and tenant = ?2"
                                + " and decided_at >= timestamptz 'epoch' + ?3 * interval '1 millisecond'",
                        Object[].class)
                .setParameter(1, id)
                .setParameter(2, tenant)
                .setParameter(3, Expiry.at(clock.instant()).before().toEpochMilli())
                .getResultList());
        if (rows.isEmpty()) {
            throw ProblemException.notFoundYet("Release " + id + " is not known, or not yet.");
        }
        var columns = new Columns(rows.getFirst());
        UUID deviceId = columns.uuid();
        var state = ReleaseRow.State.of(columns.required());
        return new Release(id, deviceId, state.word(), state == ReleaseRow.State.REFUSED ? NOT_YOURS : null);
    }
}
