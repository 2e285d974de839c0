package dev.muster.claim.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.DeviceReleaseRefused;
import dev.muster.model.event.DeviceReleased;
import dev.muster.model.event.DeviceShipped;
import dev.muster.model.event.Event;
import dev.muster.model.event.ManufacturerSettingsChanged;
import dev.muster.model.event.SubmissionEvent;
import dev.muster.model.event.TenantSettingsChanged;
import dev.muster.model.identity.SubmissionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of the ledger whatever happens, in whatever order, however cut into batches, and however often. */
class LedgerPropertiesTest {

    private static final Instant BEGIN = Instant.parse("2026-01-31T08:00:00Z");

    /** The rows of tenant 1 wait for half a minute of these tests, the rows of the others do not. */
    private static final Map<String, Duration> HOLDS =
            Map.of(TenantSettingsChanged.key("tenant-1"), Duration.ofSeconds(30));

    private static final Settings OPTIONAL = new Settings(HOLDS, Set.of());
    private static final Settings REQUIRED = new Settings(HOLDS, Set.of(ManufacturerSettingsChanged.key("Contoso")));

    /**
     * One thing that happens.
     *
     * @param tenant of three: who asks, or the buyer
     * @param upload of two that the tenant has under way, or the supplier
     * @param device of three
     * @param again how many of the earlier events, counted back, come again right after it, in the same batch
     * @param last whether the batch ends with it
     * @param acknowledged whether what the batch tells is acknowledged before the process is killed
     */
    record Step(
            int tenant, int upload, int device, Kind kind, List<Integer> again, boolean last, boolean acknowledged) {}

    enum Kind {
        HASHED,
        TUPLE,
        RELEASE,
        SOLD,
        SHIPPED,
        OTHERWISE,
        EXPIRY
    }

    @Property
    void keepsOneOwnerADeviceAndEachDecisionForEver(
            @ForAll("runs") List<Step> steps,
            @ForAll boolean required,
            @ForAll @IntRange(min = 1, max = 4) int portion) {
        var books = new Books(required ? REQUIRED : OPTIONAL, portion);
        var told = new HashMap<String, Event>();
        var happened = new ArrayList<Event>();
        var batch = new ArrayList<Event>();
        for (Step step : steps) {
            Instant now = BEGIN.plusSeconds(happened.size());
            if (step.kind() == Kind.EXPIRY) {
                tell(books.settle(now, step.acknowledged()), told);
                continue;
            }
            happened.add(event(step, happened.size()));
            batch.add(happened.getLast());
            step.again().forEach(back -> batch.add(happened.get(Math.max(0, happened.size() - back))));
            if (step.last()) {
                tell(books.take(batch, now, step.acknowledged()), told);
                batch.clear();
                books.audit();
            }
        }
        tell(books.take(batch, BEGIN.plusSeconds(happened.size()), true), told);
        List<Event> rest;
        do {
            rest = books.settle(BEGIN.plus(Duration.ofDays(1)), true);
            tell(rest, told);
        } while (!rest.isEmpty());

        books.audit();
        books.auditContests(declarations(happened));
        assertThat(books.held()).isEmpty();
        assertThat(books.entries())
                .hasSize(happened.size() - declarations(happened).size());
        assertThat(told.keySet()).containsAll(causes(books.entries()));
        assertThat(books.standing()).isEqualTo(latest(declarations(happened)));
    }

    @Property
    void comesToTheSameBooksWhateverTheBatches(@ForAll("runs") List<Step> steps, @ForAll boolean required) {
        var events = new ArrayList<Event>();
        steps.stream()
                .filter(step -> step.kind() != Kind.EXPIRY)
                .forEach(step -> events.add(event(step, events.size())));
        var settings = required ? REQUIRED : OPTIONAL;
        var atOnce = new Books(settings);
        var told = atOnce.take(events, BEGIN, true);

        var oneByOne = new Books(settings);
        var toldOneByOne = events.stream()
                .flatMap(event -> oneByOne.take(List.of(event), BEGIN, true).stream())
                .toList();

        assertThat(toldOneByOne).isEqualTo(told);
        assertThat(oneByOne.entries()).isEqualTo(atOnce.entries());
        assertThat(oneByOne.held()).isEqualTo(atOnce.held());
    }

    @Property
    void decidesARowThatMayWaitTheSameWhetherItOrItsManifestComesFirst(@ForAll("runs") List<Step> steps) {
        var manifests = new ArrayList<Event>();
        for (Step step : steps) {
            if (step.kind() == Kind.SOLD || step.kind() == Kind.SHIPPED || step.kind() == Kind.OTHERWISE) {
                manifests.add(
                        event(new Step(step.tenant(), 1, 1, step.kind(), List.of(), true, true), manifests.size()));
                break;
            }
        }
        Event row = Asks.tuple("tenant-1", new SubmissionId(new UUID(1, 1), 1, 2), new UUID(1, 1));
        var rowFirst = new ArrayList<Event>(List.of(row));
        rowFirst.addAll(manifests);
        var manifestFirst = new ArrayList<>(manifests);
        manifestFirst.add(row);

        assertThat(new Books(OPTIONAL).take(rowFirst, BEGIN, true))
                .isEqualTo(new Books(OPTIONAL).take(manifestFirst, BEGIN, true))
                .hasSize(manifests.size());
    }

    /** What was told before must come out again, word for word. */
    private static void tell(List<Event> events, Map<String, Event> told) {
        for (Event event : events) {
            var before = told.putIfAbsent(cause(event), event);
            if (before != null) {
                assertThat(event).isEqualTo(before);
            }
        }
    }

    /** What an event answers: a row, a release, or a declaration that is contested. */
    private static String cause(Event event) {
        return switch (event) {
            case SubmissionEvent about -> about.submission().toString();
            case DeviceReleased released -> released.releaseId() + "/0/0";
            case DeviceReleaseRefused refused -> refused.releaseId() + "/0/0";
            default -> event.id();
        };
    }

    private static List<String> causes(Map<SubmissionId, Entry> entries) {
        return entries.keySet().stream().map(SubmissionId::toString).toList();
    }

    private static List<DeviceShipped> declarations(List<Event> happened) {
        return happened.stream()
                .filter(DeviceShipped.class::isInstance)
                .map(DeviceShipped.class::cast)
                .toList();
    }

    private static Map<UUID, Map<String, SubmissionId>> latest(List<DeviceShipped> declared) {
        BinaryOperator<DeviceShipped> later = BinaryOperator.maxBy(Comparator.comparing(DeviceShipped::declaredAt));
        return declared.stream()
                .collect(Collectors.groupingBy(
                        DeviceShipped::deviceId,
                        Collectors.groupingBy(
                                DeviceShipped::supplier,
                                Collectors.collectingAndThen(
                                        Collectors.reducing(later),
                                        one -> one.orElseThrow().declaration()))));
    }

    private static Event event(Step step, int number) {
        String tenant = "tenant-" + step.tenant();
        String supplier = "supplier-" + step.upload();
        UUID device = new UUID(1, step.device());
        var submission = new SubmissionId(new UUID(step.tenant(), step.upload()), 1, number + 2);
        return switch (step.kind()) {
            case HASHED -> Asks.hashed(tenant, submission, device);
            case TUPLE -> Asks.tuple(tenant, submission, device);
            case RELEASE -> Asks.release(tenant, new UUID(9, number), device);
            case SOLD -> Asks.shipped(supplier, minute(number), device, tenant);
            case SHIPPED -> Asks.shipped(supplier, minute(number), device, null);
            case OTHERWISE -> Asks.shipped(supplier, minute(number), device, "MODEL-1", null);
            case EXPIRY -> throw new IllegalArgumentException("nothing that comes from a topic");
        };
    }

    /** Manifests do not arrive in the order in which they were declared. */
    private static int minute(int number) {
        return (number * 37) % 101;
    }

    @Provide
    Arbitrary<List<Step>> runs() {
        var again = Arbitraries.integers().between(1, 30).list().ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(Kind.class),
                        again,
                        Arbitraries.of(true, false, false),
                        Arbitraries.of(true, true, false))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }
}
