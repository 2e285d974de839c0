package dev.muster.claim.ledger;

import dev.muster.model.event.DeviceContested;
import dev.muster.model.event.DeviceShipped;
import dev.muster.model.event.Event;
import dev.muster.model.event.SettingsEvent;
import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The part of the ledger that a batch touches, in memory: what happens is taken in one after the other, and what is new
 * is written at the end.
 */
public final class Page {

    private final Settings settings;
    private final Map<SubmissionId, Entry> decided = new HashMap<>();
    private final Map<UUID, Ownership> stored = new HashMap<>();
    private final Map<UUID, Ownership> current = new LinkedHashMap<>();
    private final Map<UUID, Catalogue> declared;
    private final Line line;
    private final Map<SubmissionId, DeviceContested> contested = new HashMap<>();

    private final List<Entry> newEntries = new ArrayList<>();
    private final Map<UUID, Map<String, Declaration>> newDeclarations = new LinkedHashMap<>();
    private final Map<SubmissionId, Held> newHeld = new LinkedHashMap<>();
    private final List<DeviceContested> newContested = new ArrayList<>();
    private final List<Held> settled = new ArrayList<>();

    /** From what is stored about all that the batch is about. */
    public Page(Facts facts) {
        settings = facts.settings();
        facts.devices().forEach(device -> stored.put(device.deviceId(), device));
        facts.entries().forEach(entry -> decided.put(entry.cause(), entry));
        declared = facts.catalogue().stream()
                .collect(Collectors.groupingBy(
                        Declaration::deviceId,
                        HashMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), Catalogue::new)));
        line = new Line(facts);
        facts.contested().forEach(one -> contested.put(one.declaration(), one));
    }

    /**
     * Takes in what happened, and gives what is to be told of it, in order. What was taken in before is told again, word
     * for word. Settings are stored elsewhere and change nothing here.
     *
     * @throws IllegalArgumentException where the event is nothing to the ledger
     * @throws IllegalStateException where its cause was decided about another device: somebody has changed a record
     */
    public List<Event> take(Event event, Instant now) {
        return switch (event) {
            case SettingsEvent unused -> List.of();
            case DeviceShipped shipped -> declare(shipped, now);
            default -> {
                Ask ask = Ask.of(event);
                Entry entry = decide(ask, now);
                yield entry == null ? List.of() : List.of(Telling.of(ask, entry));
            }
        };
    }

    /** Decides what has waited, with what is known now, and gives what is to be told of it. */
    public Event settle(Held held, Instant now) {
        Entry standing = standing(held.ask());
        Terms terms = settings.of(held.ask().row()).withoutHold(); // so what comes of it is an entry
        Entry entry = standing != null ? standing : (Entry) write(next(held.ask(), terms, now));
        line.remove(held);
        if (newHeld.remove(held.cause()) == null) {
            settled.add(held);
        }
        return Telling.of(held.ask(), entry);
    }

    /** Null is nothing yet: it waits. */
    private @Nullable Entry decide(Ask ask, Instant now) {
        Entry standing = standing(ask);
        if (standing != null || line.has(ask)) {
            return standing;
        }
        Terms terms = terms(ask);
        Decision decision = inLine(ask, next(ask, terms, now), terms, now);
        return write(decision) instanceof Entry entry ? entry : null;
    }

    /** Who would overtake others waits behind them, and like them until whoever decides those has come so far. */
    private Decision inLine(Ask ask, Decision next, Terms terms, Instant now) {
        return ask instanceof Ask.Claim claim && next instanceof Entry entry && line.isOvertakenBy(claim, entry, terms)
                ? new Held(claim, now)
                : next;
    }

    private Decision next(Ask ask, Terms terms, Instant now) {
        return Deciding.decide(ask, known(ask.deviceId()), catalogue(ask.deviceId()), terms, now);
    }

    private Decision write(Decision decision) {
        switch (decision) {
            case Entry entry -> enter(entry);
            case Held fresh -> hold(fresh);
        }
        return decision;
    }

    private List<Event> declare(DeviceShipped shipped, Instant now) {
        UUID device = shipped.deviceId();
        var declaration = Declaration.of(shipped);
        Catalogue before = catalogue(device);
        Catalogue after = before.with(declaration);
        if (!after.equals(before)) {
            catalogue(device, before, after);
            contest(declaration, known(device), now);
        }
        var told = new ArrayList<Event>();
        DeviceContested contest = contested.get(declaration.id());
        if (contest != null) {
            told.add(contest);
        }
        for (Held held : line.waitingFor(device)) {
            if (line.isLeft(device) && newHeld.containsKey(held.cause())) {
                hold(new Held(held.ask(), now)); // behind those that are left, which are due as well
            } else {
                told.add(settle(held, now));
            }
        }
        return told;
    }

    /** Notes that the device belongs to another than who bought it; takes nothing away. */
    private void contest(Declaration declaration, Ownership known, Instant now) {
        String soldTo = declaration.soldTo();
        String owner = known.owner();
        if (soldTo == null || owner == null || owner.equals(soldTo)) {
            return;
        }
        Entry claim = decided.get(known.by());
        if (claim == null) {
            throw new IllegalStateException("the claim of the owner is not on the page: " + known.by());
        }
        var contest = new DeviceContested(
                declaration.id(),
                declaration.supplier(),
                soldTo,
                owner,
                declaration.deviceId(),
                declaration.manufacturer(),
                declaration.serialNumber(),
                claim.sequence(),
                now);
        contested.put(contest.declaration(), contest);
        newContested.add(contest);
    }

    private void enter(Entry entry) {
        UUID device = entry.deviceId();
        decided.put(entry.cause(), entry);
        newEntries.add(entry);
        current.put(device, known(device).after(entry));
        if (entry.outcome() == Outcome.RELEASED) {
            Catalogue before = catalogue(device);
            catalogue(device, before, before.releasedBy(entry.tenant()));
        }
    }

    private void hold(Held held) {
        current.put(held.deviceId(), known(held.deviceId()).withNote());
        line.add(held);
        newHeld.put(held.cause(), held);
    }

    private void catalogue(UUID device, Catalogue before, Catalogue after) {
        for (Declaration one : after.standing()) {
            if (!before.standing().contains(one)) {
                newDeclarations
                        .computeIfAbsent(device, id -> new LinkedHashMap<>())
                        .put(one.supplier(), one);
                current.put(device, known(device).withNote());
            }
        }
        declared.put(device, after);
    }

    private @Nullable Entry standing(Ask ask) {
        Entry standing = decided.get(ask.cause());
        if (standing != null && !standing.deviceId().equals(ask.deviceId())) {
            throw new IllegalStateException("decided about another device before: " + ask.cause());
        }
        return standing;
    }

    private Ownership known(UUID device) {
        return current.getOrDefault(device, stored.getOrDefault(device, Ownership.unknown(device)));
    }

    private Catalogue catalogue(UUID device) {
        return declared.getOrDefault(device, Catalogue.EMPTY);
    }

    private Terms terms(Ask ask) {
        return switch (ask) {
            case Ask.Claim claim -> settings.of(claim.row());
            case Ask.Release unused -> Terms.DEFAULTS;
        };
    }

    /** The new decisions, in order. */
    public List<Entry> newEntries() {
        return newEntries;
    }

    /** Devices that were not heard of before. */
    public List<Ownership> newDevices() {
        return current.values().stream()
                .filter(d -> !stored.containsKey(d.deviceId()))
                .toList();
    }

    /** Devices that were heard of before, and of which something is new. */
    public List<Ownership> changedDevices() {
        return current.values().stream()
                .filter(d -> stored.containsKey(d.deviceId()) && !d.equals(stored.get(d.deviceId())))
                .toList();
    }

    /** What stands newly in the catalogue, once for each device and supplier. */
    public List<Declaration> newDeclarations() {
        return newDeclarations.values().stream()
                .flatMap(bySupplier -> bySupplier.values().stream())
                .toList();
    }

    /** Rows that wait from now on. */
    public Collection<Held> newHeld() {
        return newHeld.values();
    }

    /** Owners who, as was just declared, are not the buyers. */
    public List<DeviceContested> newContested() {
        return newContested;
    }

    /** Rows that wait no longer; to be forgotten once what was decided about them has been told. */
    public List<Held> settled() {
        return settled;
    }
}
