package dev.muster.claim.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.identity.SubmissionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every combination of who owns the device, what suppliers say, what settings say, and what is asked about it. */
class DecidingTest {

    private static final UUID DEVICE = UUID.fromString("a4fd8ead-5648-51d2-92e8-37e95ff36708");
    private static final UUID UPLOAD = UUID.fromString("0192f3a4-5b6c-7d8e-9f01-23456789abcd");
    private static final UUID EARLIER = UUID.fromString("0192f3a4-0000-7000-8000-000000000001");
    private static final UUID RELEASE = UUID.fromString("0192f3b0-0000-7000-8000-000000000001");
    private static final SubmissionId ROW = new SubmissionId(UPLOAD, 2, 17);
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:01.234Z");

    /** What the ledger may know of the device. */
    enum Known {
        NEVER_HEARD_OF(0, null, null),
        RELEASED(4, null, null),
        OURS_BY_THIS_FILE(1, "contoso", new SubmissionId(UPLOAD, 2, 9)),
        OURS_BY_ANOTHER_FILE(1, "contoso", new SubmissionId(UPLOAD, 1, 9)),
        OURS_BY_AN_EARLIER_UPLOAD(3, "contoso", new SubmissionId(EARLIER, 2, 9)),
        ANOTHERS(7, "fabrikam", new SubmissionId(EARLIER, 1, 2));

        final Ownership ownership;

        Known(long sequence, String owner, SubmissionId by) {
            ownership = new Ownership(DEVICE, sequence, owner, by, true);
        }
    }

    /** What suppliers may say of it; contoso asks. */
    enum Declared {
        NOTHING,
        TO_NOBODY(declared("oem", null)),
        TO_US(declared("oem", "contoso")),
        TO_ANOTHER(declared("oem", "fabrikam")),
        TO_NOBODY_AND_TO_ANOTHER(declared("oem", null), declared("reseller", "fabrikam")),
        TO_TWO_OTHERS(declared("oem", "fabrikam"), declared("reseller", "litware")),
        TO_US_AND_TO_ANOTHER(declared("oem", "contoso"), declared("reseller", "fabrikam")),
        LET_GO_BY_ANOTHER(declared("oem", "fabrikam").releasedBy("fabrikam")),
        OTHERWISE(otherwise("oem", null)),
        OTHERWISE_TO_US(otherwise("oem", "contoso")),
        OTHERWISE_TO_ANOTHER(otherwise("oem", "fabrikam")),
        OTHERWISE_AND_RIGHT(otherwise("oem", null), declared("reseller", null)),
        OTHERWISE_TO_US_AND_RIGHT_TO_ANOTHER(otherwise("oem", "contoso"), declared("reseller", "fabrikam"));

        final Catalogue catalogue;

        Declared(Declaration... declarations) {
            catalogue = new Catalogue(List.of(declarations));
        }

        private static Declaration declared(String supplier, String soldTo) {
            return Declaration.of(Asks.shipped(supplier, 1, DEVICE, soldTo));
        }

        private static Declaration otherwise(String supplier, String soldTo) {
            return Declaration.of(Asks.shipped(supplier, 1, DEVICE, "MODEL-1", soldTo));
        }
    }

    enum Given {
        HASHED,
        TUPLE
    }

    /** Whether the manufacturer's devices must be declared. */
    enum Catalogued {
        OPTIONAL,
        REQUIRED
    }

    enum Hold {
        NONE,
        DAYS
    }

    private static final String HELD = "HELD";
    private static final String UNDECLARED = "DEVICE_NOT_FOUND: no supplier has declared this device";
    private static final String MODEL =
            "DEVICE_NOT_FOUND: model differs from what the supplier has declared; capitals count";
    private static final String FREE = "NEVER_HEARD_OF RELEASED";
    private static final String SOLD_TO_OTHERS =
            "TO_ANOTHER TO_NOBODY_AND_TO_ANOTHER TO_TWO_OTHERS OTHERWISE_TO_ANOTHER";
    private static final String RIGHT = "TO_NOBODY TO_US TO_US_AND_TO_ANOTHER LET_GO_BY_ANOTHER OTHERWISE_AND_RIGHT";
    private static final String WRONG = "OTHERWISE OTHERWISE_TO_US OTHERWISE_TO_US_AND_RIGHT_TO_ANOTHER";
    private static final String ANY = "*";

    /** A line of the table; a cell names each value for which it holds. */
    record Line(String known, String declared, String given, String catalogued, String hold, String decision) {

        boolean covers(Case of) {
            return names(known, of.known)
                    && names(declared, of.declared)
                    && names(given, of.given)
                    && names(catalogued, of.catalogued)
                    && names(hold, of.hold);
        }

        private static boolean names(String cell, Enum<?> value) {
            return cell.equals(ANY) || Arrays.asList(cell.split(" ")).contains(value.name());
        }
    }

    private static final List<Line> TABLE = List.of(
            new Line("ANOTHERS", ANY, ANY, ANY, ANY, "CLAIMED_BY_ANOTHER"),
            new Line("OURS_BY_THIS_FILE", ANY, ANY, ANY, ANY, "DUPLICATE_IN_UPLOAD: first on line 9"),
            new Line("OURS_BY_ANOTHER_FILE", ANY, ANY, ANY, ANY, "DUPLICATE_IN_UPLOAD: first in file 1 on line 9"),
            new Line("OURS_BY_AN_EARLIER_UPLOAD", ANY, ANY, ANY, ANY, "DEVICE_ALREADY_REGISTERED"),
            new Line(FREE, SOLD_TO_OTHERS, ANY, ANY, ANY, "CLAIMED_BY_ANOTHER"),
            new Line(FREE, RIGHT, ANY, ANY, ANY, "CLAIMED"),
            new Line(FREE, WRONG, "HASHED", ANY, ANY, "CLAIMED"),
            new Line(FREE, WRONG, "TUPLE", ANY, ANY, MODEL),
            new Line(FREE, "NOTHING", "HASHED", "OPTIONAL", ANY, "CLAIMED"),
            new Line(FREE, "NOTHING", "HASHED", "REQUIRED", "NONE", UNDECLARED),
            new Line(FREE, "NOTHING", "HASHED", "REQUIRED", "DAYS", HELD),
            new Line(FREE, "NOTHING", "TUPLE", ANY, "NONE", UNDECLARED),
            new Line(FREE, "NOTHING", "TUPLE", ANY, "DAYS", HELD));

    record Case(Known known, Declared declared, Given given, Catalogued catalogued, Hold hold) {}

    static List<Case> everyCombination() {
        var all = new ArrayList<Case>();
        for (var known : Known.values()) {
            for (var declared : Declared.values()) {
                for (var given : Given.values()) {
                    for (var catalogued : Catalogued.values()) {
                        Stream.of(Hold.values())
                                .forEach(hold -> all.add(new Case(known, declared, given, catalogued, hold)));
                    }
                }
            }
        }
        return all;
    }

    @Test
    void hasOneLineForEachCombination() {
        assertThat(everyCombination())
                .hasSize(6 * 13 * 8)
                .allSatisfy(one ->
                        assertThat(TABLE).filteredOn(line -> line.covers(one)).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("everyCombination")
    void decidesAClaimAsTheTableSays(Case of) {
        var row = of.given == Given.HASHED ? Asks.hashed("contoso", ROW, DEVICE) : Asks.tuple("contoso", ROW, DEVICE);
        var ask = new Ask.Claim(row);
        var hold = of.hold == Hold.DAYS ? Duration.ofDays(5) : Duration.ZERO;
        var terms = new Terms(hold, of.catalogued == Catalogued.REQUIRED);
        var expected = TABLE.stream()
                .filter(line -> line.covers(of))
                .map(Line::decision)
                .findFirst()
                .orElseThrow();

        var decision = Deciding.decide(ask, of.known.ownership, of.declared.catalogue, terms, NOW);

        if (expected.equals(HELD)) {
            assertThat(decision).isEqualTo(new Held(ask, NOW.plus(Duration.ofDays(5))));
            assertThat(Deciding.decide(ask, of.known.ownership, of.declared.catalogue, terms.withoutHold(), NOW))
                    .isInstanceOfSatisfying(
                            Entry.class, entry -> assertThat(entry.outcome()).isEqualTo(Outcome.DEVICE_NOT_FOUND));
            return;
        }
        int colon = expected.indexOf(':');
        assertThat(decision)
                .isEqualTo(new Entry(
                        DEVICE,
                        of.known.ownership.sequence() + 1,
                        ROW,
                        Outcome.valueOf(colon < 0 ? expected : expected.substring(0, colon)),
                        "contoso",
                        null,
                        "user-7",
                        colon < 0 ? null : expected.substring(colon + 2),
                        NOW));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Contoso, Model-1, SN-000123, -",
                "' Contoso ', Model-1, SN-000123, -",
                "CONTOSO, Model-1, SN-000123, manufacturer differs",
                "Contoso, Model-1, sn-000123, serial number differs",
                "CONTOSO, Model-2, SN-000123, manufacturer and model differ",
                "CONTOSO, Model-2, sn-000123, 'manufacturer, model and serial number differ'"
            })
    void namesWhatDiffersFromTheDeclarationAndNothingOfWhatItSays(
            String manufacturer, String model, String serialNumber, String differing) {
        var declaration = new Declaration(DEVICE, "oem", ROW, NOW, manufacturer, model, serialNumber, null, false);
        var ask = new Ask.Claim(Asks.tuple("contoso", ROW, DEVICE));

        var entry = (Entry) Deciding.decide(
                ask, Ownership.unknown(DEVICE), new Catalogue(List.of(declaration)), Terms.DEFAULTS, NOW);

        assertThat(entry.outcome()).isEqualTo(differing == null ? Outcome.CLAIMED : Outcome.DEVICE_NOT_FOUND);
        assertThat(entry.detail())
                .isEqualTo(
                        differing == null ? null : differing + " from what the supplier has declared; capitals count");
    }

    @ParameterizedTest
    @CsvSource({
        "NEVER_HEARD_OF, RELEASE_REFUSED",
        "RELEASED, RELEASE_REFUSED",
        "OURS_BY_THIS_FILE, RELEASED",
        "OURS_BY_ANOTHER_FILE, RELEASED",
        "OURS_BY_AN_EARLIER_UPLOAD, RELEASED",
        "ANOTHERS, RELEASE_REFUSED"
    })
    void letsOnlyTheOwnerGiveADeviceUpWhateverSuppliersSay(Known known, Outcome outcome) {
        var ask = new Ask.Release(Asks.release("contoso", RELEASE, DEVICE));
        for (var declared : Declared.values()) {
            assertThat(Deciding.decide(ask, known.ownership, declared.catalogue, Terms.DEFAULTS, NOW))
                    .isEqualTo(new Entry(
                            DEVICE,
                            known.ownership.sequence() + 1,
                            new SubmissionId(RELEASE, 0, 0),
                            outcome,
                            "contoso",
                            null,
                            "user-9",
                            null,
                            NOW));
        }
    }

    @ParameterizedTest
    @EnumSource(Known.class)
    void leavesTheOwnerAloneUnlessADeviceIsClaimedOrReleased(Known known) {
        for (Outcome outcome : Outcome.values()) {
            var entry = new Entry(
                    DEVICE, known.ownership.sequence() + 1, ROW, outcome, "contoso", null, "user-7", null, NOW);
            var after = known.ownership.after(entry);
            assertThat(after.sequence()).isEqualTo(entry.sequence());
            assertThat(after.noted()).isTrue();
            switch (outcome) {
                case CLAIMED ->
                    assertThat(after).isEqualTo(new Ownership(DEVICE, entry.sequence(), "contoso", ROW, true));
                case RELEASED -> assertThat(after).isEqualTo(new Ownership(DEVICE, entry.sequence(), null, null, true));
                default -> {
                    assertThat(after.owner()).isEqualTo(known.ownership.owner());
                    assertThat(after.by()).isEqualTo(known.ownership.by());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void findsAnOutcomeByTheNameThatItIsStoredUnder(Outcome outcome) {
        assertThat(Outcome.stored(outcome.storedAs())).isEqualTo(outcome);
        if (outcome.failure() != null) {
            assertThat(outcome.storedAs()).isEqualTo(outcome.failure().code());
        }
    }
}
