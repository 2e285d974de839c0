package dev.muster.backing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * The main class of the broker's own JVM: formats the storage at the first start, then runs the broker.
 *
 * <p>Arguments: the broker's properties, the same for formatting (another directory), that directory, the final one.
 * Formatting elsewhere and renaming means that a start which was killed half-way is simply made again.
 */
final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] args) throws IOException {
        var properties = args[0];
        var formatProperties = args[1];
        var fresh = Path.of(args[2]);
        var data = Path.of(args[3]);
        if (!Files.exists(data)) {
            format(formatProperties);
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        }
        Kafka.main(new String[] {properties});
    }

    private static void format(String properties) {
        var id = Uuid.randomUuid().toString();
        int code = StorageTool.execute(
                new String[] {"format", "--cluster-id", id, "--config", properties, "--ignore-formatted"}, System.out);
        if (code != 0) {
            System.exit(code);
        }
    }
}
