package dev.muster.claim.ledger;

import dev.muster.model.event.DeviceContested;
import dev.muster.model.identity.SubmissionId;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * What is stored about the devices of a batch, read while their rows are locked.
 *
 * @param devices those that the ledger has heard of
 * @param entries the decisions for the same causes; those by which the devices have their owners, where a supplier
 *     declares one; and those about held rows that have not been told yet
 * @param catalogue what suppliers have declared
 * @param held rows that wait and that may be decided now, in the order in which they came
 * @param waiting those rows of the batch that wait already, held here or not
 * @param left devices for which more rows wait than are held here, and came later than those
 * @param contested what was told about owners who are not the buyers
 */
public record Facts(
        Collection<Ownership> devices,
        Collection<Entry> entries,
        Collection<Declaration> catalogue,
        Collection<Held> held,
        Set<SubmissionId> waiting,
        Set<UUID> left,
        Collection<DeviceContested> contested,
        Settings settings) {}
