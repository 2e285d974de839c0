package dev.muster.trials.faults.load;

import dev.muster.local.token.Keys;
import dev.muster.local.token.TokenRequest;
import dev.muster.local.token.Tokens;
import dev.muster.trials.faults.input.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Several organizations at once, until told to stop. */
public final class Loading {
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;
    private volatile boolean patient = true;

    /**
     * Begins.
     *
     * @param seed of all that is asked for
     * @param tenants how many organizations
     * @param devices that they contest
     * @param round makes the names of uploads differ from those of other rounds
     * @param ports of the processes of ingest
     */
    public Loading(long seed, int tenants, int devices, int round, List<Integer> ports, Keys keys, Journal journal) {
        var random = new SplittableRandom(seed);
        var fleet = new Fleet(devices);
        for (int i = 1; i <= tenants; i++) {
            var tenant = "org-" + i;
            var token = new Tokens(keys).sign(TokenRequest.of(tenant), Instant.now());
            var choosing = random.split();
            var organization = new Organization(
                    tenant,
                    "%s-%d".formatted(tenant, round),
                    fleet,
                    new Caller(token),
                    journal,
                    () -> ports.get(choosing.nextInt(ports.size())),
                    random.split());
            threads.add(Thread.ofVirtual().name(tenant).start(() -> act(organization)));
        }
    }

    private void act(Organization organization) {
        try {
            while (!stopped) {
                organization.act(() -> patient);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins nothing new, and waits for what is under way: with a key until it is answered, or patience ends. */
    public void stop(Duration patience) throws InterruptedException {
        stopped = true;
        long deadline = System.nanoTime() + patience.toNanos();
        for (var thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        patient = false;
        for (var thread : threads) {
            thread.join(Duration.ofSeconds(30));
        }
    }
}
