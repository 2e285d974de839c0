package dev.muster.trials.faults.check;

import dev.muster.trials.faults.check.Fact.CheckedIn;
import dev.muster.trials.faults.check.Fact.Claimed;
import dev.muster.trials.faults.check.Fact.Closed;
import dev.muster.trials.faults.check.Fact.Opened;
import dev.muster.trials.faults.check.Fact.Rejected;
import dev.muster.trials.faults.check.Fact.ReleaseDecided;
import dev.muster.trials.faults.check.Fact.ReleaseRequested;
import dev.muster.trials.faults.check.Fact.Submitted;
import dev.muster.trials.faults.check.Fact.Validated;
import dev.muster.trials.faults.check.Ledger.Entry;
import dev.muster.trials.faults.check.Topics.Letter;
import dev.muster.trials.faults.check.Topics.Place;
import dev.muster.trials.faults.check.Topics.Poisoned;
import dev.muster.trials.faults.input.CheckIn;
import dev.muster.trials.faults.input.Expected;
import dev.muster.trials.faults.input.Inputs;
import dev.muster.trials.faults.input.Poison;
import dev.muster.trials.faults.input.Release;
import dev.muster.trials.faults.input.Row;
import dev.muster.trials.faults.input.Upload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A world in which all is well, small enough to be written down, and open to be broken: {@code one} has uploaded five rows
 * and owns A; {@code two} came second for A, owned B and let it go; {@code one} has claimed B after that.
 */
final class SmallWorld {
    static final String A = Ids.device("Contoso", "SN-A");
    static final String B = Ids.device("Dell Inc.", "SN-B");
    static final String FIRST = "00000000-0000-7000-8000-000000000001";
    static final String SECOND = "00000000-0000-7000-8000-000000000002";
    static final String THIRD = "00000000-0000-7000-8000-000000000003";
    static final String RELEASE = "00000000-0000-7000-8000-00000000000a";
    static final long SEEN = 1_790_000_000_000L;
    static final int DAY = (int) (SEEN / 86_400_000);
    static final Place POISONED = new Place("device.checked-in.v1", 2, 7);

    final List<Upload> uploads = new ArrayList<>(List.of(
            new Upload(
                    "one-1",
                    "one",
                    List.of(
                            new Row(2, Expected.CLAIM, "CONTOSO", "sn-a"),
                            new Row(3, Expected.MALFORMED, "", ""),
                            new Row(4, Expected.SAMPLE, "", ""),
                            new Row(5, Expected.CLAIM, "contoso", "SN-A")),
                    new Upload.Answer(FIRST, 4, 3, 1)),
            new Upload(
                    "two-1",
                    "two",
                    List.of(new Row(2, Expected.CLAIM, "Contoso", "SN-A"), new Row(3, Expected.CLAIM, "dell", "SN-B")),
                    new Upload.Answer(SECOND, 2, 2, 0)),
            new Upload("one-2", "one", List.of(new Row(2, Expected.CLAIM, "DELL", "SN-B")), null)));
    final List<Release> releases = new ArrayList<>(List.of(new Release(RELEASE, "two", B)));
    final List<CheckIn> checkIns = new ArrayList<>(List.of(new CheckIn("one", "contoso", "sn-a", SEEN, "ann")));
    final List<Poison> poison = new ArrayList<>(List.of(new Poison("p1", POISONED.topic())));
    final List<String> oddities = new ArrayList<>();

    final Set<Fact> facts = new HashSet<>(Set.of(
            new Opened(FIRST, "one", 1, "one-1"),
            new Submitted(FIRST + "/1/2", "one", A, "one-1"),
            new Rejected(FIRST + "/1/3", "one", "x3", "ingest", "malformed-row", 0),
            new Submitted(FIRST + "/1/4", "one", "x4", "one-1"),
            new Submitted(FIRST + "/1/5", "one", A, "one-1"),
            new Closed(FIRST, "one", 4, 3, 1),
            new Rejected(FIRST + "/1/4", "one", "x4", "validator", "sample-data", 0),
            new Validated(FIRST + "/1/2", "one", A, true),
            new Validated(FIRST + "/1/5", "one", A, true),
            new Claimed(FIRST + "/1/2", "one", A, 1),
            new Rejected(FIRST + "/1/5", "one", A, "claim", "duplicate-in-upload", 2),
            new Opened(SECOND, "two", 1, "two-1"),
            new Submitted(SECOND + "/1/2", "two", A, "two-1"),
            new Submitted(SECOND + "/1/3", "two", B, "two-1"),
            new Closed(SECOND, "two", 2, 2, 0),
            new Validated(SECOND + "/1/2", "two", A, true),
            new Validated(SECOND + "/1/3", "two", B, true),
            new Rejected(SECOND + "/1/2", "two", A, "claim", "device-claimed-by-another-organization", 3),
            new Rejected(SECOND + "/1/2", "two", A, "validator", "unexpected-error", 0),
            new Claimed(SECOND + "/1/3", "two", B, 1),
            new ReleaseRequested(RELEASE, "two", B),
            new ReleaseDecided(RELEASE, "two", B, 2, true),
            new Opened(THIRD, "one", 1, "one-2"),
            new Submitted(THIRD + "/1/2", "one", B, "one-2"),
            new Validated(THIRD + "/1/2", "one", B, true),
            new Claimed(THIRD + "/1/2", "one", B, 3),
            new CheckedIn("one", A, SEEN, SEEN + 1, "ann")));
    final List<Poisoned> poisoned = new ArrayList<>(List.of(new Poisoned("p1", POISONED, "d1")));
    final List<Letter> letters = new ArrayList<>(List.of(new Letter("status", POISONED, "d1")));
    final List<Place> strange = new ArrayList<>();

    final List<Ledger.Device> ledgerDevices = new ArrayList<>(
            List.of(new Ledger.Device(A, 3, "one", FIRST + "/1/2"), new Ledger.Device(B, 3, "one", THIRD + "/1/2")));
    final List<Entry> entries = new ArrayList<>(List.of(
            new Entry(A, 1, FIRST + "/1/2", "claimed", "one"),
            new Entry(A, 2, FIRST + "/1/5", "duplicate-in-upload", "one"),
            new Entry(A, 3, SECOND + "/1/2", "device-claimed-by-another-organization", "two"),
            new Entry(B, 1, SECOND + "/1/3", "claimed", "two"),
            new Entry(B, 2, RELEASE + "/0/0", "released", "two"),
            new Entry(B, 3, THIRD + "/1/2", "claimed", "one")));

    final Set<ReadModel.Row> rows = new HashSet<>(Set.of(
            new ReadModel.Row(FIRST + "/1/2", "one", A, 5, null),
            new ReadModel.Row(FIRST + "/1/3", "one", "x3", 2, "malformed-row"),
            new ReadModel.Row(FIRST + "/1/4", "one", "x4", 3, "sample-data"),
            new ReadModel.Row(FIRST + "/1/5", "one", A, 4, "duplicate-in-upload"),
            new ReadModel.Row(SECOND + "/1/2", "two", A, 4, "device-claimed-by-another-organization"),
            new ReadModel.Row(SECOND + "/1/3", "two", B, 5, null),
            new ReadModel.Row(THIRD + "/1/2", "one", B, 5, null)));
    final Set<ReadModel.Device> devices = new HashSet<>(Set.of(
            new ReadModel.Device("one", A, 1, true, FIRST + "/1/2", SEEN),
            new ReadModel.Device("two", B, 2, false, SECOND + "/1/3", null),
            new ReadModel.Device("one", B, 3, true, THIRD + "/1/2", null)));
    final Map<String, Map<String, Integer>> counts = new HashMap<>(Map.of(
            FIRST, Map.of("registered", 1, "malformed-row", 1, "sample-data", 1, "duplicate-in-upload", 1),
            SECOND, Map.of("registered", 1, "device-claimed-by-another-organization", 1),
            THIRD, Map.of("registered", 1)));
    final Set<ReadModel.Registration> registrations = new HashSet<>(Set.of(
            new ReadModel.Registration(FIRST, "one", 0, true),
            new ReadModel.Registration(SECOND, "two", 0, true),
            new ReadModel.Registration(THIRD, "one", 0, false)));
    final Set<ReadModel.Release> shownReleases =
            new HashSet<>(Set.of(new ReadModel.Release(RELEASE, "two", B, "released")));
    final Map<ReadModel.SeenDay, Integer> seenDays =
            new HashMap<>(Map.of(new ReadModel.SeenDay("one", DAY), 1, new ReadModel.SeenDay("one", -1), 1));

    /** It as it is now. */
    World world() {
        return new World(
                new Inputs(uploads, releases, checkIns, poison, oddities),
                new Topics(facts, poisoned, letters, strange),
                new Ledger(ledgerDevices, entries),
                new ReadModel(rows, devices, counts, registrations, shownReleases, seenDays));
    }

    /** Puts {@code other} in the place of a fact. */
    void instead(Fact fact, Fact other) {
        facts.remove(fact);
        facts.add(other);
    }
}
