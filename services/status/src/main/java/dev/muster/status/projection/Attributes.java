package dev.muster.status.projection;

import dev.muster.status.Texts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a row of a file says of its device. All facts about one submission that know a value know the same one. */
public record Attributes(
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable String serialNumber,
        @Nullable String groupTag,
        @Nullable String assignedUser,
        @Nullable String orderId,
        @Nullable String purchaseId,
        @Nullable Instant submittedAt,
        @Nullable String submittedBy,
        @Nullable String partner) {

    public Attributes {
        model = Texts.kept(model);
        assignedUser = Texts.kept(assignedUser);
        orderId = Texts.kept(orderId);
        purchaseId = Texts.kept(purchaseId);
    }

    static final Attributes NONE = new Attributes(null, null, null, null, null, null, null, null, null, null);

    /** What the ledger never tells, because it is kept for ever: who is to use the device. */
    Attributes onlyUser() {
        return new Attributes(null, null, null, null, assignedUser, null, null, null, null, null);
    }

    Attributes merge(Attributes other) {
        return new Attributes(
                Merging.known(manufacturer, other.manufacturer),
                Merging.known(model, other.model),
                Merging.known(serialNumber, other.serialNumber),
                Merging.known(groupTag, other.groupTag),
                Merging.known(assignedUser, other.assignedUser),
                Merging.known(orderId, other.orderId),
                Merging.known(purchaseId, other.purchaseId),
                Merging.known(submittedAt, other.submittedAt),
                Merging.known(submittedBy, other.submittedBy),
                Merging.known(partner, other.partner));
    }
}
