package dev.muster.local.client;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Files to register, and what belongs to them.
 *
 * @param files one or more
 * @param key makes sending the same upload again harmless
 * @param sent told how many bytes of how many have been sent
 */
public record Upload(
        List<Path> files,
        Optional<String> orderId,
        Optional<String> purchaseId,
        Optional<String> key,
        BiConsumer<Long, Long> sent) {
    public Upload {
        files = List.copyOf(files);
    }

    /** One file, and nothing else. */
    public static Upload of(Path file) {
        return new Upload(List.of(file), Optional.empty(), Optional.empty(), Optional.empty(), (sent, all) -> {});
    }

    public Upload withKey(String other) {
        return new Upload(files, orderId, purchaseId, Optional.of(other), sent);
    }

    public Upload telling(BiConsumer<Long, Long> other) {
        return new Upload(files, orderId, purchaseId, key, other);
    }
}
