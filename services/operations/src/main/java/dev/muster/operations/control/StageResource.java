package dev.muster.operations.control;

import dev.muster.model.event.StagePauseChanged;
import dev.muster.operations.control.Moves.Move;
import dev.muster.runtime.caller.Caller;
import dev.muster.runtime.caller.Callers;
import dev.muster.runtime.caller.Roles;
import dev.muster.runtime.problem.ProblemException;
import dev.muster.runtime.stage.Control;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Pauses stages, has them go on, and moves where they go on. */
@Path("/v1/operations/stages")
@RolesAllowed(Roles.OPERATOR)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class StageResource {

    private static final List<String> STAGES = List.of("validator", "claim", "status", "operations");

    private final Control control;
    private final Asking asking;
    private final Moving moving;
    private final Callers callers;
    private final Clock clock;

    StageResource(Control control, Asking asking, Moving moving, Callers callers, Clock clock) {
        this.control = control;
        this.asking = asking;
        this.moving = moving;
        this.callers = callers;
        this.clock = clock;
    }

    /** What is wanted of a stage. */
    public record Pause(@Nullable Boolean paused) {}

    /**
     * A stage.
     *
     * @param paused whether it is to pause; who asked for that, and when: absent where nobody ever asked anything
     */
    public record Stage(
            String stage,
            boolean paused,
            @Nullable String requestedBy,
            @Nullable Instant requestedAt) {

        static Stage of(String stage, Optional<StagePauseChanged> asked) {
            return new Stage(
                    stage,
                    asked.map(StagePauseChanged::paused).orElse(false),
                    asked.map(StagePauseChanged::requestedBy).orElse(null),
                    asked.map(StagePauseChanged::requestedAt).orElse(null));
        }
    }

    /**
     * The moves of a group.
     *
     * @param done whether the group's committed offsets are where they are to be; false in a dry run
     */
    public record Moved(String group, boolean dryRun, boolean done, List<Move> partitions) {}

    /** All stages. */
    @GET
    public List<Stage> list() {
        return STAGES.stream().map(stage -> Stage.of(stage, asked(stage))).toList();
    }

    /** Has a stage pause, once its batch under way is done, or go on: 202, since its processes take a moment. */
    @PUT
    @Path("/{stage}")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Stage.class)))
    public Response pause(String stage, Pause wanted, @Context HttpHeaders headers) {
        check(stage);
        if (wanted == null || wanted.paused() == null) {
            throw ProblemException.invalidParameter("paused has to be true or false.");
        }
        var event = change(stage, wanted.paused(), List.of(), callers.caller(headers));
        asking.ask(event);
        return Response.accepted(Stage.of(stage, Optional.of(event))).build();
    }

    /** Moves where a stage that pauses goes on; with {@code dryRun} only says what that would mean. */
    @POST
    @Path("/{stage}/position")
    @Consumes(MediaType.APPLICATION_JSON)
    public Moved move(String stage, Target target, @Context HttpHeaders headers) throws Exception {
        check(stage);
        if (target == null) {
            throw ProblemException.invalidParameter("The body has to say where to go on.");
        }
        target.check();
        String group = "muster." + stage;
        var moves = moving.moves(group, target);
        if (target.isDryRun()) {
            return new Moved(group, true, false, moves);
        }
        if (asked(stage).filter(StagePauseChanged::paused).isEmpty()) {
            throw new ProblemException(
                    "stage-not-paused", 409, "Stage not paused", "Pause the stage " + stage + " first.");
        }
        asking.ask(change(stage, true, moves.stream().map(Move::position).toList(), callers.caller(headers)));
        return new Moved(group, false, moving.awaitDone(group, moves), moves);
    }

    private StagePauseChanged change(
            String stage, boolean paused, List<StagePauseChanged.Position> positions, Caller caller) {
        return new StagePauseChanged(
                UUID.randomUUID(), caller.tenant(), stage, paused, positions, caller.subject(), clock.instant());
    }

    private Optional<StagePauseChanged> asked(String stage) {
        return control.latest(StagePauseChanged.key(stage)).map(StagePauseChanged.class::cast);
    }

    private static void check(String stage) {
        if (!STAGES.contains(stage)) {
            throw ProblemException.notFound(
                    "There is no stage " + stage + "; there are " + String.join(", ", STAGES) + ".");
        }
    }
}
