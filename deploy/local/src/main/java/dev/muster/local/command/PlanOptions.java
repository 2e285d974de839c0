package dev.muster.local.command;

import dev.muster.backing.FreePorts;
import dev.muster.local.system.Plan;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say what is to run and where. */
final class PlanOptions {
    @Option(
            names = "--ports",
            split = ",",
            paramLabel = "NAME=PORT",
            description = "Move ports, such as ingest=9081,kafka=19092,postgres=15432.")
    private Map<String, Integer> ports = new LinkedHashMap<>();

    @Option(
            names = "--scale",
            split = ",",
            paramLabel = "SERVICE=N",
            description = "Run several instances, such as claim=3,ingest=2; further ones take free ports from 8091.")
    private Map<String, Integer> scale = new LinkedHashMap<>();

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of each topic when it is made (default: MUSTER_TOPICS_PARTITIONS, or 6).")
    private int partitions;

    Plan plan() {
        return Plan.of(ports, scale, partitions, FreePorts::isFree);
    }
}
