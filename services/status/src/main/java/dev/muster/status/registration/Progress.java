package dev.muster.status.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells how uploads go on. However many read, the database is asked once in a while for all uploads that somebody follows
 * here: what a reader costs does not depend on rows. Nothing is kept that another process would need: a reader who comes
 * back to any process is told how things are then.
 */
@ApplicationScoped
class Progress {

    private static final Logger LOG = Logger.getLogger(Progress.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Duration RECONNECT = Duration.ofSeconds(1);

    private final RegistrationQueries registrations;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<Following, Feed> feeds = new ConcurrentHashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);

    /** An upload that is followed in a language. */
    record Following(RegistrationQueries.Key key, Locale language) {}

    Progress(RegistrationQueries registrations, ObjectMapper json, Clock clock) {
        this.registrations = registrations;
        this.json = json;
        this.clock = clock;
    }

    /** Waits a while for the upload to be known; throws ProblemException where it is not. */
    Multi<OutboundSseEvent> of(String tenant, UUID id, Locale language, Sse sse) {
        var following = new Following(new RegistrationQueries.Key(tenant, id), language);
        Registration first = await(following);
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(() -> beginning(sse)), news(following, first, sse));
    }

    /** Tells a client that is cut off to come back soon: any process can go on. */
    private static OutboundSseEvent beginning(Sse sse) {
        return sse.newEventBuilder()
                .comment("progress")
                .reconnectDelay(RECONNECT.toMillis())
                .build();
    }

    private Multi<OutboundSseEvent> news(Following following, Registration first, Sse sse) {
        return Multi.createFrom()
                .<Feed.News>emitter(reader -> {
                    var feed = feeds.compute(following, (key, known) -> {
                        var joined = known == null ? new Feed() : known;
                        joined.join(reader, first, clock.instant());
                        return joined;
                    });
                    reader.onTermination(() -> leave(following, feed, reader));
                })
                .onItem()
                .transformToMultiAndConcatenate(news -> Multi.createFrom().iterable(events(news, sse)));
    }

    private void leave(Following following, Feed feed, MultiEmitter<? super Feed.News> reader) {
        feeds.computeIfPresent(following, (key, known) -> {
            feed.leave(reader);
            return known.isEmpty() ? null : known;
        });
    }

    /** Both the last state and the word that it is the last; a comment where nothing is new. */
    private List<OutboundSseEvent> events(Feed.News news, Sse sse) {
        var registration = news.registration();
        if (registration == null) {
            return List.of(sse.newEventBuilder().comment("still here").build());
        }
        var progress = event("progress", registration, sse);
        return registration.state().equals(Registration.COMPLETED)
                ? List.of(progress, event("completed", registration, sse))
                : List.of(progress);
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

    private Registration await(Following following) {
        Instant until = clock.instant().plus(PATIENCE);
        while (true) {
            var found =
                    registrations.find(following.key().tenant(), following.key().id(), following.language());
            if (found.isPresent()) {
                return found.get();
            }
            if (clock.instant().isAfter(until) || isStoppedAfter(EVERY)) {
                throw RegistrationResource.unknown(following.key().id());
            }
        }
    }

    void start(@Observes StartupEvent start) {
        Thread.ofVirtual().name("progress").start(() -> {
            while (!isStoppedAfter(EVERY)) {
                tell();
            }
        });
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stop.countDown();
    }

    private boolean isStoppedAfter(Duration pause) {
        try {
            return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** While the database is away there is nothing new to tell. */
    private void tell() {
        if (feeds.isEmpty()) {
            return;
        }
        try {
            for (Locale language : List.of(Locale.ENGLISH, Locale.FRENCH)) {
                var followed = feeds.keySet().stream()
                        .filter(following -> following.language().equals(language))
                        .map(Following::key)
                        .toList();
                tell(language, registrations.find(followed, language));
            }
        } catch (RuntimeException e) {
            LOG.warnf("progress not read cause=%s", e);
            tell(Locale.ENGLISH, Map.of());
            tell(Locale.FRENCH, Map.of());
        }
    }

    private void tell(Locale language, Map<RegistrationQueries.Key, Registration> found) {
        Instant now = clock.instant();
        feeds.forEach((following, feed) -> {
            if (following.language().equals(language)) {
                feed.tell(found.get(following.key()), now);
            }
        });
    }
}
