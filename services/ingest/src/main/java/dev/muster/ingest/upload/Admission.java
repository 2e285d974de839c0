package dev.muster.ingest.upload;

import dev.muster.ingest.IngestConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Lets each tenant have so many uploads under way in this process, from their first byte on. (What other processes read
 * is known to the table of uploads, once it is more than a chunk.)
 */
@ApplicationScoped
class Admission {

    private final IngestConfig config;
    private final ConcurrentMap<String, Integer> underWay = new ConcurrentHashMap<>();

    Admission(IngestConfig config) {
        this.config = config;
    }

    /** Counts an upload, until it leaves; throws ProblemException where there are too many. */
    void enter(String tenant) {
        underWay.merge(tenant, 1, (uploads, one) -> {
            if (uploads >= config.maxUploads()) {
                throw UploadProblems.tooMany(config.maxUploads());
            }
            return uploads + one;
        });
    }

    /** Counts one upload less. */
    void leave(String tenant) {
        underWay.computeIfPresent(tenant, (name, uploads) -> uploads == 1 ? null : uploads - 1);
    }
}
