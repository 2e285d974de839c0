package dev.muster.backing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once per user from the archive on the class path. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** The directory with {@code bin/postgres} in it. */
    static Path unpacked() {
        var archive = archive(System.getProperty("os.name"), System.getProperty("os.arch"));
        try {
            var home = cache(System.getProperty("os.name"), System.getenv())
                    .resolve("postgres-" + digest(archive).substring(0, 16));
            if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                unpack(archive, home);
            }
            return home;
        } catch (IOException e) {
            throw new StartFailure("cannot unpack PostgreSQL: " + e.getMessage(), e);
        }
    }

    static String archive(String os, String arch) {
        var system = os.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        var machine = switch (arch) {
            case "aarch64", "arm64" -> "arm_64";
            case "amd64", "x86_64" -> "x86_64";
            default -> throw new StartFailure("there is no PostgreSQL for this kind of processor: " + arch);
        };
        return "/postgres-" + system + "-" + machine + ".txz";
    }

    static Path cache(String os, Map<String, String> environment) {
        var given = environment.get("XDG_CACHE_HOME");
        if (given != null && !given.isBlank()) {
            return Path.of(given, "muster");
        }
        var home = Path.of(System.getProperty("user.home"));
        return home.resolve(os.toLowerCase(Locale.ROOT).startsWith("mac") ? "Library/Caches" : ".cache")
                .resolve("muster");
    }

    private static void unpack(String archive, Path home) throws IOException {
        var parent = Files.createDirectories(Objects.requireNonNull(home.getParent()));
        var fresh = Files.createTempDirectory(parent, "unpacking");
        try (var packed = new XZInputStream(open(archive))) {
            var tar = new ProcessBuilder("tar", "-x", "-f", "-", "--no-same-owner", "-C", fresh.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var in = tar.getOutputStream()) {
                packed.transferTo(in);
            }
            int code = tar.waitFor();
            if (code != 0) {
                throw new StartFailure("cannot unpack PostgreSQL: tar ended with " + code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while unpacking PostgreSQL", e);
        }
        move(fresh, home);
    }

    /** Puts the directory in place in one step; another process may have been quicker. */
    private static void move(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException quicker) {
            Trees.delete(fresh);
        } catch (FileSystemException e) {
            Trees.delete(fresh);
            if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                throw e;
            }
        }
    }

    private static InputStream open(String archive) {
        var stream = PostgresBinaries.class.getResourceAsStream(archive);
        if (stream == null) {
            throw new StartFailure("there is no PostgreSQL for this machine on the class path: " + archive);
        }
        return stream;
    }

    private static String digest(String archive) throws IOException {
        try (var stream = open(archive)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
