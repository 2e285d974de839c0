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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

    /** How many may wait at once for an upload to be known: each holds one of the threads that all the work is done by. */
    private static final int MOST_WAITING = 32;

    private final RegistrationQueries registrations;
    private final ObjectMapper json;
    private final Clock clock;

    /** Guards itself and the feeds. Nobody is told anything meanwhile: a reader may leave while he is told. */
    private final Map<Following, Feed> feeds = new HashMap<>();

    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final CountDownLatch stop = new CountDownLatch(1);

    /** An upload that is followed in a language. */
    record Following(RegistrationQueries.Key key, Locale language) {}

    Progress(RegistrationQueries registrations, ObjectMapper json, Clock clock) {
        this.registrations = registrations;
        this.json = json;
        this.clock = clock;
    }

    /** Waits a while for the upload to be known, unless many wait; throws ProblemException where it is not. */
    Multi<OutboundSseEvent> of(String tenant, UUID id, Locale language, Sse sse) {
        var following = new Following(new RegistrationQueries.Key(tenant, id), language);
        Registration first = find(following).orElseGet(() -> await(following));
        var known = Multi.createFrom()
                .iterable(Stream.concat(Stream.of(beginning(sse)), events(new Feed.News(first), sse).stream())
                        .toList());
        return first.state().equals(Registration.COMPLETED)
                ? known
                : Multi.createBy().concatenating().streams(known, news(following, sse));
    }

    /** Tells a client that is cut off to come back soon: any process can go on. */
    private static OutboundSseEvent beginning(Sse sse) {
        return sse.newEventBuilder()
                .comment("progress")
                .reconnectDelay(RECONNECT.toMillis())
                .build();
    }

    private Multi<OutboundSseEvent> news(Following following, Sse sse) {
        return Multi.createFrom()
                .<Feed.News>emitter(reader -> {
                    join(following, reader);
                    reader.onTermination(() -> leave(following, reader));
                })
                .onItem()
                .transformToMultiAndConcatenate(news -> Multi.createFrom().iterable(events(news, sse)));
    }

    private void join(Following following, MultiEmitter<? super Feed.News> reader) {
        synchronized (feeds) {
            feeds.computeIfAbsent(following, key -> new Feed(clock.instant())).join(reader);
        }
    }

    private void leave(Following following, MultiEmitter<? super Feed.News> reader) {
        synchronized (feeds) {
            feeds.computeIfPresent(following, (key, feed) -> {
                feed.leave(reader);
                return feed.isEmpty() ? null : feed;
            });
        }
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

    private Optional<Registration> find(Following following) {
        return registrations.find(following.key().tenant(), following.key().id(), following.language());
    }

    private Registration await(Following following) {
        if (!waiting.tryAcquire()) {
            throw RegistrationResource.unknown(following.key().id());
        }
        try {
            return known(following);
        } finally {
            waiting.release();
        }
    }

    private Registration known(Following following) {
        Instant until = clock.instant().plus(PATIENCE);
        while (!clock.instant().isAfter(until) && !isStoppedAfter(EVERY)) {
            var found = find(following);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw RegistrationResource.unknown(following.key().id());
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

    private void tell() {
        try {
            for (Locale language : List.of(Locale.ENGLISH, Locale.FRENCH)) {
                next(language, read(language)).forEach(Feed.Delivery::carryOut);
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "progress not told");
        }
    }

    /** While the database is away there is nothing new to tell. */
    private Map<RegistrationQueries.Key, Registration> read(Locale language) {
        var followed = followed(language);
        try {
            return followed.isEmpty() ? Map.of() : registrations.find(followed, language);
        } catch (RuntimeException e) {
            LOG.warnf("progress not read cause=%s", e);
            return Map.of();
        }
    }

    private List<RegistrationQueries.Key> followed(Locale language) {
        synchronized (feeds) {
            return feeds.keySet().stream()
                    .filter(following -> following.language().equals(language))
                    .map(Following::key)
                    .toList();
        }
    }

    private List<Feed.Delivery> next(Locale language, Map<RegistrationQueries.Key, Registration> found) {
        Instant now = clock.instant();
        synchronized (feeds) {
            return feeds.entrySet().stream()
                    .filter(feed -> feed.getKey().language().equals(language))
                    .flatMap(
                            feed -> feed.getValue().next(found.get(feed.getKey().key()), now).stream())
                    .toList();
        }
    }
}
