package dev.muster.claim.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.DeviceShipped;
import dev.muster.model.identity.SubmissionId;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What stands of what suppliers declare. */
class CatalogueTest {

    private static final UUID DEVICE = new UUID(0, 1);

    @Test
    void keepsTheLaterOfASuppliersDeclarationsWhicheverComesFirst() {
        var first = declared("oem", 1, "contoso");
        var later = declared("oem", 2, null);

        assertThat(Catalogue.EMPTY.with(first).with(later).standing()).containsExactly(later);
        assertThat(Catalogue.EMPTY.with(later).with(first).standing()).containsExactly(later);
    }

    @Test
    void keepsTheGreaterRowOfOneManifest() {
        var row = Asks.shipped("oem", 1, DEVICE, "contoso");
        var next = new DeviceShipped(
                new SubmissionId(row.declaration().registration(), 1, 3),
                row.supplier(),
                DEVICE,
                row.manufacturer(),
                row.model(),
                row.serialNumber(),
                "fabrikam",
                row.declaredBy(),
                row.declaredAt());

        assertThat(Catalogue.EMPTY.with(Declaration.of(row)).with(Declaration.of(next)))
                .isEqualTo(Catalogue.EMPTY.with(Declaration.of(next)).with(Declaration.of(row)))
                .isEqualTo(new Catalogue(List.of(Declaration.of(next))));
    }

    @Test
    void erasesNothingOfAnotherSupplier() {
        var oem = declared("oem", 1, "contoso");
        var reseller = declared("reseller", 2, "fabrikam");
        var both = Catalogue.EMPTY.with(reseller).with(oem);

        assertThat(both.standing()).containsExactly(oem, reseller);
        assertThat(both.isKeptFrom("contoso")).isFalse();
        assertThat(both.isKeptFrom("fabrikam")).isFalse();
        assertThat(both.isKeptFrom("litware")).isTrue();
    }

    @Test
    void keepsADeviceForItsBuyerUntilTheBuyerLetsGoAndAgainOnceItIsDeclaredAnew() {
        var sold = Catalogue.EMPTY.with(declared("oem", 1, "contoso"));

        assertThat(sold.releasedBy("fabrikam")).isEqualTo(sold);
        assertThat(sold.releasedBy("contoso").isKeptFrom("fabrikam")).isFalse();
        assertThat(sold.releasedBy("contoso")
                        .with(declared("oem", 1, "contoso"))
                        .isKeptFrom("fabrikam"))
                .as("the same manifest again")
                .isFalse();
        assertThat(sold.releasedBy("contoso")
                        .with(declared("oem", 2, "contoso"))
                        .isKeptFrom("fabrikam"))
                .as("a later manifest")
                .isTrue();
    }

    @Property
    void standsTheSameInWhateverOrderAndHoweverOftenManifestsCome(@ForAll("manifests") List<Declaration> declared) {
        var catalogue = Catalogue.EMPTY;
        for (var one : declared) {
            catalogue = catalogue.with(one);
        }

        var expected = declared.stream()
                .map(Declaration::supplier)
                .distinct()
                .map(supplier -> declared.stream()
                        .filter(one -> one.supplier().equals(supplier))
                        .max(Comparator.comparing(Declaration::declaredAt))
                        .orElseThrow())
                .toList();
        assertThat(catalogue).isEqualTo(new Catalogue(expected));
    }

    @Provide
    Arbitrary<List<Declaration>> manifests() {
        return Combinators.combine(
                        Arbitraries.of("oem", "reseller", "distributor"),
                        Arbitraries.integers().between(1, 6))
                .as((supplier, minute) -> declared(supplier, minute, minute % 2 == 0 ? "contoso" : null))
                .list()
                .ofMaxSize(20);
    }

    private static Declaration declared(String supplier, int minute, String soldTo) {
        return Declaration.of(Asks.shipped(supplier, minute, DEVICE, soldTo));
    }
}
