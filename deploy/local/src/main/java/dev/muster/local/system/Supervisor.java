package dev.muster.local.system;

import dev.muster.backing.Databases;
import dev.muster.backing.FreePorts;
import dev.muster.local.token.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts the whole system, keeps it running, and ends it; one per data directory at a time. */
public final class Supervisor implements AutoCloseable {
    private final Home home;
    private final Plan plan;
    private final Consumer<String> out;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Keeper> services = new ArrayList<>();
    private final Keeper kafka;
    private final Keeper postgres;
    private @Nullable FileChannel lock;
    private boolean closing;
    private boolean ready;

    /**
     * A supervisor that has not started anything yet.
     *
     * @param out told, line by line, what happens
     */
    public Supervisor(Home home, Plan plan, Consumer<String> out) {
        this(home, plan, Surroundings.plain(plan), out);
    }

    /** The same in surroundings of their own. */
    public Supervisor(Home home, Plan plan, Surroundings surroundings, Consumer<String> out) {
        this.home = home;
        this.plan = plan;
        this.out = out;
        var progress = new Keeper.Progress() {
            @Override
            public void changed() {
                try {
                    writeState();
                } catch (UncheckedIOException e) {
                    out.accept("cannot write " + home.state() + ": " + e.getMessage());
                }
            }

            @Override
            public void say(String line) {
                out.accept(line);
            }
        };
        kafka = new Keeper(KafkaMember.of(home, plan.kafkaPort(), surroundings.broker()), progress);
        postgres = new Keeper(PostgresMember.of(home, plan.postgresPort()), progress);
        var keys = CompletableFuture.supplyAsync(() -> Keys.in(home.keys())); // new ones take a second
        for (var instance : plan.instances()) {
            services.add(new Keeper(new ServiceMember(home, plan, surroundings, instance, keys::join), progress));
        }
    }

    /** Starts everything and returns when all is ready; throws, with everything ended again, when something is not. */
    public void start() {
        takeLock();
        try {
            SystemState.read(home.state()).ifPresent(old -> Leftovers.end(old, out));
            plan.checkFree(FreePorts::isFree);
            checkBuilt();
            long began = System.nanoTime();
            kafka.start();
            postgres.start();
            await(kafka, began);
            await(postgres, began);
            Databases.prepare(plan.postgresPort(), Service.withDatabase());
            services.forEach(Keeper::start);
            services.forEach(service -> await(service, began));
            markReady();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void checkBuilt() {
        for (var instance : plan.instances()) {
            var jar = home.jar(instance.service());
            if (!Files.exists(jar)) {
                throw new UserError(instance.name() + " is not built: " + jar + " is missing, ./muster makes it");
            }
        }
    }

    /** What runs. */
    public synchronized SystemState state() {
        var self = SystemState.Entry.of("supervisor", ProcessHandle.current(), 0, ready);
        var processes = new ArrayList<SystemState.Entry>();
        processes.add(kafka.entry());
        processes.add(postgres.entry());
        services.forEach(service -> processes.add(service.entry()));
        return new SystemState(self, ready, processes);
    }

    /** Waits until {@link #close()} has ended everything. */
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /** Ends everything in order: services, broker, database. */
    @Override
    public void close() {
        if (isAlreadyClosing()) {
            awaitOtherClosing();
            return;
        }
        try {
            endAll();
            releaseLock();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            closed.countDown();
        }
    }

    private synchronized boolean isAlreadyClosing() {
        boolean already = closing;
        closing = true;
        return already;
    }

    private void awaitOtherClosing() {
        try {
            awaitClosed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endAll() {
        var endings = services.stream()
                .map(service -> Thread.ofPlatform().start(service::stop))
                .toList();
        try {
            for (var ending : endings) {
                ending.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kafka.stop();
        postgres.stop();
    }

    private void await(Keeper keeper, long began) {
        keeper.awaitReady();
        var entry = keeper.entry();
        out.accept("%-10s ready on port %d after %.1f s"
                .formatted(entry.name(), entry.port(), (System.nanoTime() - began) / 1e9));
    }

    private void markReady() {
        synchronized (this) {
            ready = true;
        }
        writeState();
    }

    private synchronized void writeState() {
        if (!closing) {
            state().write(home.state());
        }
    }

    private void takeLock() {
        try {
            Files.createDirectories(home.data());
            var channel = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw alreadyRunning();
            }
            lock = channel;
        } catch (OverlappingFileLockException e) {
            throw alreadyRunning();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void releaseLock() throws IOException {
        if (lock != null) {
            Files.deleteIfExists(home.state());
            lock.close();
        }
    }

    private UserError alreadyRunning() {
        return new UserError("already running in " + home.data() + ": ./muster status shows it, ./muster down ends it");
    }
}
