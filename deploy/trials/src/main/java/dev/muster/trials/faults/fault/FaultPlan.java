package dev.muster.trials.faults.fault;

import static dev.muster.trials.faults.fault.FaultKind.CLOCK;
import static dev.muster.trials.faults.fault.FaultKind.CUT_BROKER;
import static dev.muster.trials.faults.fault.FaultKind.CUT_DATABASE;
import static dev.muster.trials.faults.fault.FaultKind.DUPLICATES;
import static dev.muster.trials.faults.fault.FaultKind.HOLD;
import static dev.muster.trials.faults.fault.FaultKind.KILL;
import static dev.muster.trials.faults.fault.FaultKind.LEAVE;
import static dev.muster.trials.faults.fault.FaultKind.PARTITION_OFFLINE;
import static dev.muster.trials.faults.fault.FaultKind.POISON;
import static dev.muster.trials.faults.fault.FaultKind.REORDERED;
import static dev.muster.trials.faults.fault.FaultKind.SILENT_BROKER;
import static dev.muster.trials.faults.fault.FaultKind.SILENT_DATABASE;
import static dev.muster.trials.faults.fault.FaultKind.TRUNCATED;

import dev.muster.local.system.Plan;
import dev.muster.local.system.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Draws faults like cards: every kind of fault on every process is in the deck, some several times, and comes once before
 * any comes again.
 */
public final class FaultPlan {
    private static final int SHORTEST_MILLIS = 300;
    private static final int LONGEST_MILLIS = 8_000;

    private FaultPlan() {}

    /** A card: a kind, and whom it is done to. */
    private record Card(FaultKind kind, String target) {}

    /**
     * The faults of {@code seed}, always the same.
     *
     * @param pause between two, on average
     */
    public static List<Fault> draw(long seed, int count, Duration pause) {
        var random = new SplittableRandom(seed);
        var faults = new ArrayList<Fault>();
        var deck = new ArrayList<Card>();
        while (faults.size() < count) {
            if (deck.isEmpty()) {
                deck.addAll(deck());
            }
            var card = deck.remove(random.nextInt(deck.size()));
            faults.add(new Fault(
                    card.kind(),
                    card.target(),
                    Duration.ofMillis(random.nextLong(2 * pause.toMillis() + 1)),
                    Duration.ofMillis(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS)),
                    random.nextLong()));
        }
        return faults;
    }

    /** How many faults it takes until each has come. */
    public static int deckSize() {
        return deck().size();
    }

    private static List<Card> deck() {
        var services = Stream.of(Service.values()).map(Service::id).toList();
        var processes = Stream.concat(services.stream(), Stream.of(Plan.KAFKA, Plan.POSTGRES))
                .toList();
        var deck = new ArrayList<Card>();
        processes.forEach(process -> {
            deck.add(new Card(KILL, process));
            deck.add(new Card(HOLD, process));
        });
        services.forEach(service -> {
            deck.add(new Card(LEAVE, service));
            deck.add(new Card(CLOCK, service));
        });
        add(deck, CUT_DATABASE, 5);
        add(deck, CUT_BROKER, 5);
        add(deck, SILENT_DATABASE, 1);
        add(deck, SILENT_BROKER, 1);
        add(deck, PARTITION_OFFLINE, 2);
        add(deck, DUPLICATES, 3);
        add(deck, REORDERED, 2);
        add(deck, TRUNCATED, 3);
        add(deck, POISON, 5);
        return deck;
    }

    private static void add(List<Card> deck, FaultKind kind, int times) {
        for (int i = 0; i < times; i++) {
            deck.add(new Card(kind, ""));
        }
    }
}
