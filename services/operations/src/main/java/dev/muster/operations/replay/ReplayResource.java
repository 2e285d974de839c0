package dev.muster.operations.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.muster.operations.guard.Fate;
import dev.muster.runtime.caller.Callers;
import dev.muster.runtime.caller.Roles;
import dev.muster.runtime.paging.Paging;
import dev.muster.runtime.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Has dead letters tried again. */
@Path("/v1/operations/replays")
@RolesAllowed(Roles.OPERATOR)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ReplayResource {

    private static final Logger LOG = Logger.getLogger(ReplayResource.class);
    private static final int SHOWN = 100;

    private final Choosing choosing;
    private final ChoiceStore choices;
    private final ReplayStore store;
    private final Callers callers;
    private final ObjectReader json;

    ReplayResource(Choosing choosing, ChoiceStore choices, ReplayStore store, Callers callers, ObjectMapper mapper) {
        this.choosing = choosing;
        this.choices = choices;
        this.store = store;
        this.callers = callers;
        this.json = mapper.readerFor(Wanted.class)
                .with(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * What a replay would do.
     *
     * @param replayed how many letters would be tried again
     * @param leftOut how many would not, by why
     * @param toTopics how many would go onto each topic
     * @param letters the first hundred, and what would be done with each
     */
    public record DryRun(
            boolean dryRun,
            long total,
            long replayed,
            Map<String, Long> leftOut,
            Map<String, Long> toTopics,
            List<Told> letters) {

        static DryRun of(List<Chosen> chosen) {
            var leftOut = new TreeMap<String, Long>();
            var toTopics = new TreeMap<String, Long>();
            for (var one : chosen) {
                if (one.fate() == Fate.REPLAY) {
                    toTopics.merge(String.valueOf(one.letter().sourceTopic()), 1L, Long::sum);
                } else {
                    leftOut.merge(one.fate().text(), 1L, Long::sum);
                }
            }
            return new DryRun(
                    true,
                    chosen.size(),
                    toTopics.values().stream().mapToLong(Long::longValue).sum(),
                    leftOut,
                    toTopics,
                    chosen.stream().limit(SHOWN).map(Told::of).toList());
        }
    }

    /** A letter, and what would be done with it. */
    public record Told(
            String id,
            Fate fate,
            @Nullable String topic,
            @Nullable Integer partition,
            int timesBefore) {

        static Told of(Chosen chosen) {
            var letter = chosen.letter();
            return new Told(letter.id(), chosen.fate(), letter.sourceTopic(), letter.sourcePartition(), letter.times());
        }
    }

    /** Has dead letters tried again: 202 and the replay; with {@code dryRun}, 200 and what would happen. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(schema = @Schema(implementation = Wanted.class)))
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Replay.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DryRun.class)))
    public Response begin(@Nullable String body, @Context HttpHeaders headers) {
        var wanted = read(body);
        wanted.check();
        var chosen = choosing.choose(wanted);
        if (wanted.isDryRun()) {
            return Response.ok(DryRun.of(chosen)).build();
        }
        String subject = callers.caller(headers).subject();
        UUID id = choices.create(wanted, subject, chosen);
        LOG.infof("replay wanted id=%s by=%s letters=%d", id, subject, chosen.size());
        return Response.accepted(existing(id))
                .location(URI.create("/v1/operations/replays/" + id))
                .build();
    }

    /** Replays, newest first. */
    @GET
    public Paging.Page<Replay> list(@RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        int size = Paging.limit(limit);
        var after = Paging.place(cursor, ReplayStore.Newest::parse);
        return Paging.page(
                store.newest(after, size + 1),
                size,
                replay -> ReplayStore.Newest.of(replay).toString());
    }

    /** How far a replay is. */
    @GET
    @Path("/{id}")
    public Replay get(String id) {
        return existing(named(id));
    }

    /** Sends no more of it; what was sent stays sent. */
    @DELETE
    @Path("/{id}")
    public Replay cancel(String id) {
        UUID replay = named(id);
        existing(replay);
        store.cancel(replay);
        LOG.infof("replay cancelled id=%s", replay);
        return existing(replay);
    }

    private static UUID named(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("There is no replay '" + id
                    + "': the id of a replay is a UUID, which the list of replays shows."
                    + " A dead letter's id, such as claim-3-17, is none.");
        }
    }

    private Replay existing(UUID id) {
        return store.find(id).orElseThrow(() -> ProblemException.notFound("There is no replay " + id + "."));
    }

    private Wanted read(@Nullable String body) {
        try {
            Wanted wanted = json.readValue(body == null ? "" : body);
            if (wanted != null) {
                return wanted;
            }
        } catch (JsonProcessingException e) {
            throw ProblemException.invalidParameter(
                    "The body has to be JSON with ids, filter or all, dryRun and ratePerSecond: "
                            + e.getOriginalMessage());
        }
        throw ProblemException.invalidParameter("The body has to say which dead letters.");
    }
}
