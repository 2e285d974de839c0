package dev.muster.ingest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Limits that tests reach with little: for {@code @QuarkusTestResource}. */
public class SmallLimits implements QuarkusTestResourceLifecycleManager {

    public static final int CHUNK_ROWS = 10;
    public static final int MAX_UPLOADS = 3;
    public static final int MAX_ROWS = 500;

    @Override
    public Map<String, String> start() {
        return Map.of(
                "muster.ingest.chunk-rows",
                String.valueOf(CHUNK_ROWS),
                "muster.ingest.max-uploads",
                String.valueOf(MAX_UPLOADS),
                "muster.ingest.max-rows",
                String.valueOf(MAX_ROWS),
                "muster.ingest.look-ahead",
                "2K",
                "quarkus.http.read-timeout",
                "4s");
    }

    @Override
    public void stop() {
        // nothing was started
    }
}
