package dev.muster.ingest;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Limits for tests that do without Quarkus. */
public final class Limits {

    private Limits() {}

    /** The defaults. */
    public static IngestConfig defaults() {
        return of(Map.of());
    }

    /** The defaults but for one, its name without the prefix. */
    public static IngestConfig with(String name, Object value) {
        return of(Map.of(name, value));
    }

    /** The defaults but for some, their names without the prefix. */
    public static IngestConfig of(Map<String, Object> values) {
        var properties = new HashMap<String, String>();
        values.forEach((name, value) -> properties.put("muster.ingest." + name, value.toString()));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(IngestConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(IngestConfig.class);
    }
}
