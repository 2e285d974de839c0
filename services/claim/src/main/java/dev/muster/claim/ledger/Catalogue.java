package dev.muster.claim.ledger;

import dev.muster.model.event.DeviceValidated;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What suppliers say of one device: of each supplier what it declared last, so that none erases another's.
 *
 * @param standing in the order of the suppliers' names
 */
public record Catalogue(List<Declaration> standing) {

    private static final Comparator<Declaration> BY_SUPPLIER = Comparator.comparing(Declaration::supplier);

    /** Of a device that no supplier has declared. */
    public static final Catalogue EMPTY = new Catalogue(List.of());

    public Catalogue {
        standing = standing.stream().sorted(BY_SUPPLIER).toList();
    }

    /** With {@code declared}, unless what the same supplier said before stands over it. */
    Catalogue with(Declaration declared) {
        var others = standing.stream()
                .filter(one -> !one.supplier().equals(declared.supplier()))
                .toList();
        return standing.stream()
                        .anyMatch(one -> one.supplier().equals(declared.supplier()) && !declared.standsOver(one))
                ? this
                : new Catalogue(
                        Stream.concat(others.stream(), Stream.of(declared)).toList());
    }

    /** Once {@code tenant} has released the device: it is kept for that tenant no longer. */
    Catalogue releasedBy(String tenant) {
        UnaryOperator<Declaration> released = one -> one.releasedBy(tenant);
        return new Catalogue(standing.stream().map(released).toList());
    }

    boolean isEmpty() {
        return standing.isEmpty();
    }

    /** Whether the device was sold, and by nobody to {@code tenant}. */
    boolean isKeptFrom(String tenant) {
        var buyers = standing.stream()
                .map(Declaration::keptFor)
                .filter(Objects::nonNull)
                .toList();
        return !buyers.isEmpty() && !buyers.contains(tenant);
    }

    /**
     * What {@code row} gives otherwise than the declaration that comes nearest to it, by name; empty where one matches.
     * Only declarations that its tenant may know of count: those for it, and those for nobody. There must be one.
     */
    List<String> differences(DeviceValidated row) {
        return standing.stream()
                .filter(one -> one.keptFor() == null || row.tenant().equals(one.keptFor()))
                .map(one -> one.differences(row))
                .min(Comparator.comparingInt(List::size))
                .orElseThrow();
    }
}
