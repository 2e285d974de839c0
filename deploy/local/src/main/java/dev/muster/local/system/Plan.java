package dev.muster.local.system;

import dev.muster.backing.FreePorts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * What is to run, and on which ports.
 *
 * @param kafkaPort of the broker
 * @param postgresPort of the database
 * @param instances of the services, in the order in which they are listed
 * @param partitions of each topic that the services create; 0 leaves that to them
 */
public record Plan(int kafkaPort, int postgresPort, List<Instance> instances, int partitions) {
    /** The broker's name among the processes. */
    public static final String KAFKA = "kafka";
    /** The database's name among the processes. */
    public static final String POSTGRES = "postgres";

    private static final int KAFKA_PORT = 9092;
    private static final int POSTGRES_PORT = 5432;
    private static final int FIRST_FURTHER_PORT = 8091;

    /** One process of a service; the first of a service has the service's name, the next are {@code claim-2} and on. */
    public record Instance(String name, Service service, int port) {}

    public Plan {
        instances = List.copyOf(instances);
    }

    /**
     * The plan with the default ports, but for those moved.
     *
     * @param moved ports by name of process
     * @param scale number of instances by name of service
     * @param isFree whether a port can be had; asked for further instances, which take the next free ones
     */
    public static Plan of(Map<String, Integer> moved, Map<String, Integer> scale, int partitions, IntPredicate isFree) {
        checkScale(scale);
        var ports = new LinkedHashMap<String, Integer>();
        ports.put(KAFKA, KAFKA_PORT);
        ports.put(POSTGRES, POSTGRES_PORT);
        var services = new LinkedHashMap<String, Service>();
        for (var service : Service.values()) {
            ports.put(service.id(), service.defaultPort());
            for (int n = 1; n <= scale.getOrDefault(service.id(), 1); n++) {
                services.put(n == 1 ? service.id() : service.id() + "-" + n, service);
            }
        }
        ports.putAll(moved);
        giveFurther(services.keySet(), ports, isFree);
        checkNames(ports, services.keySet());
        checkDifferent(ports);
        var instances = new ArrayList<Instance>();
        services.forEach((name, service) -> instances.add(new Instance(name, service, port(ports, name))));
        return new Plan(port(ports, KAFKA), port(ports, POSTGRES), instances, partitions);
    }

    /** A plan with every process on a port that is free now, for a system that is not the one people know. */
    public static Plan onFreePorts(Map<String, Integer> scale) {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put(KAFKA, FreePorts.any());
        ports.put(POSTGRES, FreePorts.any());
        for (var service : Service.values()) {
            ports.put(service.id(), FreePorts.any());
        }
        return of(ports, scale, 0, FreePorts::isFree);
    }

    /** All ports by name of process. */
    public Map<String, Integer> ports() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put(KAFKA, kafkaPort);
        ports.put(POSTGRES, postgresPort);
        instances.forEach(i -> ports.put(i.name(), i.port()));
        return ports;
    }

    /** Says in one line which port is taken, if one is. */
    public void checkFree(IntPredicate isFree) {
        ports().forEach((name, port) -> {
            if (!isFree.test(port)) {
                throw new UserError("port %d is taken, which %s needs: free it, or move %s with --ports %s=PORT"
                        .formatted(port, name, name, name));
            }
        });
    }

    private static int port(Map<String, Integer> ports, String name) {
        return ports.getOrDefault(name, 0);
    }

    private static void giveFurther(Set<String> names, Map<String, Integer> ports, IntPredicate isFree) {
        int next = FIRST_FURTHER_PORT;
        var taken = new HashSet<>(ports.values());
        for (var name : names) {
            if (!ports.containsKey(name)) {
                while (taken.contains(next) || !isFree.test(next)) {
                    next++;
                }
                taken.add(next);
                ports.put(name, next);
            }
        }
    }

    private static void checkScale(Map<String, Integer> scale) {
        scale.forEach((name, count) -> {
            if (Service.named(name).isEmpty() || count < 1) {
                throw new UserError(
                        "--scale takes a service and a number from 1, such as claim=3, not " + name + "=" + count);
            }
        });
    }

    private static void checkNames(Map<String, Integer> ports, Set<String> services) {
        for (var name : ports.keySet()) {
            if (!name.equals(KAFKA) && !name.equals(POSTGRES) && !services.contains(name)) {
                throw new UserError("--ports: there is no %s; there are kafka, postgres, %s"
                        .formatted(name, String.join(", ", services)));
            }
        }
    }

    private static void checkDifferent(Map<String, Integer> ports) {
        ports.forEach((name, port) -> {
            if (port < 1 || port > 65535) {
                throw new UserError("--ports: " + name + "=" + port + " is no port");
            }
        });
        var names = ports.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        names.forEach((port, sharing) -> {
            if (sharing.size() > 1) {
                throw new UserError("--ports: " + String.join(" and ", sharing) + " cannot both have " + port);
            }
        });
    }
}
