package dev.muster.status.store;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** A set of the read model's tables: all have the same names and shapes, each set in a schema of its own. */
public enum TableSet {
    /** In the schema of the service: what answers. */
    SERVING(""),
    /** What a rebuild fills. */
    NEXT("_next"),
    /** What served before the last switch. */
    FORMER("_former");

    /** The tables of a set, in the order in which a batch locks them. */
    public static final List<String> TABLES =
            List.of("submission", "device", "former_claim", "tally", "seen_day", "registration", "release", "position");

    private final String suffix;

    TableSet(String suffix) {
        this.suffix = suffix;
    }

    /** The name of its schema, where {@code own} is the service's. */
    public String schema(String own) {
        return own + suffix;
    }

    /** Has the rest of the transaction work on this set. */
    Uni<?> choose(StatelessSession session) {
        return this == SERVING
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(
                                "select set_config('search_path', current_schema() || '" + suffix + "', true)",
                                String.class)
                        .getSingleResult();
    }
}
