package dev.muster.trials.faults.fault;

import dev.muster.backing.Child;
import dev.muster.local.system.Plan;
import dev.muster.local.system.SystemState;
import dev.muster.trials.faults.input.Journal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Does faults to a system, one after the other; what lasts for a while overlaps with what comes after it. */
public final class Disturbance implements AutoCloseable {
    private static final int MOST_BYTES = 60_000;
    private static final int LONGEST_JUMP_MILLIS = 2 * 3_600_000;
    private static final Duration BACK_WITHIN = Duration.ofMinutes(3);

    private final FaultySystem system;
    private final Records records;
    private final Consumer<String> say;
    private final Queue<Carried> carried = new ConcurrentLinkedQueue<>();
    private final List<Thread> under = new ArrayList<>();
    private final Set<Long> held = new HashSet<>();

    /**
     * Nothing is done yet.
     *
     * @param say told of each fault
     */
    public Disturbance(FaultySystem system, Journal journal, Consumer<String> say) {
        this.system = system;
        this.records = new Records(system.bootstrap(), journal);
        this.say = say;
    }

    /** Does {@code faults}, and returns when the last one is done, though not yet taken back. */
    public void run(List<Fault> faults) throws InterruptedException {
        for (var fault : faults) {
            Thread.sleep(fault.after());
            say.accept(fault.name());
            carryOut(fault);
        }
    }

    /** What was done so far. */
    public List<Carried> carried() {
        return carried.stream().toList();
    }

    /** Takes everything back, and returns when every process is ready. */
    public void heal() throws InterruptedException {
        for (var thread : List.copyOf(under)) {
            thread.join();
        }
        under.clear();
        system.toBrokers().forEach(Relay::heal);
        system.toDatabase().heal();
        system.spareBroker().awaitReady(BACK_WITHIN);
        for (var entry : system.state().processes()) {
            back(entry.name(), -1);
        }
    }

    private void carryOut(Fault fault) throws InterruptedException {
        var random = new SplittableRandom(fault.seed());
        var processes = system.processesOf(fault.target());
        var process = fault.kind().isOfAProcess() ? processes.get(random.nextInt(processes.size())) : "";
        switch (fault.kind()) {
            case KILL ->
                startedAgain(fault, process, entry -> entry.running().ifPresent(ProcessHandle::destroyForcibly));
            case LEAVE -> startedAgain(fault, process, entry -> Child.signal(entry.pid(), "TERM"));
            case HOLD -> hold(fault, process);
            case CUT_DATABASE -> {
                int cut = system.toDatabase().cut(random, MOST_BYTES);
                done(fault, process, cut + " connections");
            }
            case CUT_BROKER -> {
                int cut = system.toBrokers().stream()
                        .mapToInt(relay -> relay.cut(random, MOST_BYTES))
                        .sum();
                done(fault, process, cut + " connections");
            }
            case SILENT_DATABASE -> silence(fault, List.of(system.toDatabase()));
            case SILENT_BROKER -> silence(fault, system.toBrokers());
            case PARTITION_OFFLINE -> {
                system.spareBroker().kill();
                later(fault, () -> system.spareBroker().start());
                done(fault, process, "");
            }
            case CLOCK -> {
                long jump = random.nextLong(-LONGEST_JUMP_MILLIS, LONGEST_JUMP_MILLIS);
                aside(() -> jump(fault, entry(process), jump));
            }
            case DUPLICATES, REORDERED ->
                aside(() -> done(fault, "", records.copy(random, fault.kind() == FaultKind.REORDERED) + " records"));
            case TRUNCATED -> aside(() -> done(fault, "", records.truncate(random) ? "1 record" : "no record"));
            case POISON -> aside(() -> done(fault, "", records.poison(random) ? "1 record" : "no record"));
        }
    }

    private void startedAgain(Fault fault, String process, Consumer<SystemState.Entry> end) {
        var entry = entry(process);
        if (entry.running().isEmpty()) {
            done(fault, process, "was not running");
            return;
        }
        signal(entry, "CONT");
        end.accept(entry);
        long began = System.nanoTime();
        aside(() -> {
            boolean back = back(process, entry.pid());
            var took = Duration.ofNanos(System.nanoTime() - began);
            carried.add(
                    new Carried(fault, process, back ? "" : "not back", back ? Optional.of(took) : Optional.empty()));
        });
    }

    private void hold(Fault fault, String process) {
        var entry = entry(process);
        synchronized (held) {
            if (entry.running().isEmpty() || !held.add(entry.pid())) {
                done(fault, process, "was not running");
                return;
            }
        }
        signal(entry, "STOP");
        later(fault, () -> {
            signal(entry, "CONT");
            synchronized (held) {
                held.remove(entry.pid());
            }
        });
        done(fault, process, fault.lasts().toMillis() + " ms");
    }

    private void jump(Fault fault, SystemState.Entry entry, long millis) throws InterruptedException {
        try {
            system.clocks().set(entry.pid(), millis);
            done(fault, entry.name(), millis / 1000 + " s");
            Thread.sleep(fault.lasts());
            system.clocks().set(entry.pid(), 0);
        } catch (IOException e) {
            done(fault, entry.name(), "was not running: " + e.getMessage());
        }
    }

    /** The database is several processes, of which the first is the parent. */
    private static void signal(SystemState.Entry entry, String signal) {
        var handle = entry.running();
        var all = entry.name().equals(Plan.POSTGRES)
                ? Stream.concat(handle.stream(), handle.stream().flatMap(ProcessHandle::descendants))
                : handle.stream();
        all.forEach(one -> Child.signal(one.pid(), signal));
    }

    private void silence(Fault fault, List<Relay> relays) {
        relays.forEach(relay -> relay.silence(true));
        later(fault, () -> relays.forEach(relay -> relay.silence(false)));
        done(fault, "", fault.lasts().toMillis() + " ms");
    }

    /** Waits until another process of that name than {@code before} is ready. */
    private boolean back(String process, long before) throws InterruptedException {
        long deadline = System.nanoTime() + BACK_WITHIN.toNanos();
        var entry = entry(process);
        while (entry.pid() == before || !entry.ready()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(100);
            entry = entry(process);
        }
        return true;
    }

    private SystemState.Entry entry(String process) {
        return system.state().process(process).orElseThrow();
    }

    private void done(Fault fault, String process, String detail) {
        carried.add(new Carried(fault, process, detail, Optional.empty()));
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void later(Fault fault, Runnable undo) {
        aside(() -> {
            Thread.sleep(fault.lasts());
            undo.run();
        });
    }

    private void aside(Work work) {
        under.removeIf(thread -> !thread.isAlive());
        under.add(Thread.ofPlatform().daemon().start(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    @Override
    public void close() {
        records.close();
    }
}
