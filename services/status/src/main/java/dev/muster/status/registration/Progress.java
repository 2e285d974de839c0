package dev.muster.status.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells how an upload goes on: whenever its counts have changed, and now and then to show that the line is open. */
@ApplicationScoped
class Progress {

    private static final Logger LOG = Logger.getLogger(Progress.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final RegistrationQueries registrations;
    private final ObjectMapper json;
    private final Clock clock;

    Progress(RegistrationQueries registrations, ObjectMapper json, Clock clock) {
        this.registrations = registrations;
        this.json = json;
        this.clock = clock;
    }

    /** Waits a while for the upload to be known; throws ProblemException where it is not. */
    Multi<OutboundSseEvent> of(String tenant, UUID id, Sse sse) {
        Registration first = await(tenant, id);
        var follower = new Follower(clock.instant());
        Multi<Registration> rest = Multi.createBy()
                .repeating()
                .uni(() -> next(tenant, id, first))
                .withDelay(EVERY)
                .indefinitely();
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(first), rest)
                .select()
                .first(follower::isToGoOn)
                .select()
                .where(follower::isNews)
                .onItem()
                .transformToMultiAndConcatenate(registration -> events(registration, sse));
    }

    /** Both the last state and the word that it is the last. */
    private Multi<OutboundSseEvent> events(Registration registration, Sse sse) {
        var progress = event("progress", registration, sse);
        return registration.state().equals(Registration.COMPLETED)
                ? Multi.createFrom().items(progress, event("completed", registration, sse))
                : Multi.createFrom().item(progress);
    }

    private OutboundSseEvent event(String name, Registration registration, Sse sse) {
        return sse.newEventBuilder().name(name).data(write(registration)).build();
    }

    private String write(Registration registration) {
        try {
            return json.writeValueAsString(registration);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }

    /** While the database is away there is nothing new to tell. */
    private Uni<Registration> next(String tenant, UUID id, Registration last) {
        return Uni.createFrom()
                .item(() -> registrations.find(tenant, id).orElse(last))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .invoke(e -> LOG.warnf("progress not read registration=%s cause=%s", id, e))
                .onFailure()
                .recoverWithItem(last);
    }

    private Registration await(String tenant, UUID id) {
        Instant until = clock.instant().plus(PATIENCE);
        while (true) {
            var found = registrations.find(tenant, id);
            if (found.isPresent()) {
                return found.get();
            }
            if (clock.instant().isAfter(until)) {
                throw RegistrationResource.unknown(id);
            }
            sleep();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What one reader has been told. */
    private final class Follower {

        private @Nullable Registration told;
        private Instant toldAt;
        private boolean ended;

        Follower(Instant now) {
            this.toldAt = now;
        }

        boolean isNews(Registration registration) {
            Instant now = clock.instant();
            boolean news = !registration.equals(told) || toldAt.plus(HEARTBEAT).isBefore(now);
            if (news) {
                told = registration;
                toldAt = now;
            }
            return news;
        }

        /** True up to and including the first that is completed. */
        boolean isToGoOn(Registration registration) {
            boolean goOn = !ended;
            ended |= registration.state().equals(Registration.COMPLETED);
            return goOn;
        }
    }
}
