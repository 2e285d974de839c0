package dev.muster.trials.speed;

import dev.muster.trials.system.Load;
import dev.muster.trials.system.TrialSystem;
import dev.muster.trials.system.Uploading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Small uploads, one after the other. */
final class SingleUploads {
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final Duration SELDOM = Duration.ofMillis(500);

    private final TrialSystem system;
    private final Load load;
    private final int uploads;

    SingleUploads(TrialSystem system, Load load, int uploads) {
        this.system = system;
        this.load = load;
        this.uploads = uploads;
    }

    /** Uploads of that many rows while nothing else happens. */
    Singles idle(int rows) throws IOException {
        return timed(rows, false, files(rows), new CompletableFuture<>());
    }

    /** Uploads of that many rows while {@code large} is being uploaded by another organization. */
    Singles loaded(int rows, Path large) throws IOException {
        var files = files(rows);
        var crowd = CompletableFuture.runAsync(() -> {
            try {
                Uploading.run(system.services("crowd"), large, SELDOM);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
        var singles = timed(rows, true, files, crowd);
        crowd.join();
        return singles;
    }

    private List<Path> files(int rows) throws IOException {
        var files = new ArrayList<Path>();
        for (int i = 0; i < uploads; i++) {
            files.add(load.file(rows));
        }
        return files;
    }

    /** Uploads one file after the other until {@code crowd} has ended. */
    private Singles timed(int rows, boolean loaded, List<Path> files, CompletableFuture<Void> crowd)
            throws IOException {
        var last = new ArrayList<Double>();
        var seen = new ArrayList<Double>();
        for (var file : files) {
            if (crowd.isDone()) {
                break;
            }
            var timing = Uploading.run(system.services("single"), file, LOOK);
            int registered =
                    timing.registration().path("counts").path("registered").asInt();
            if (registered != rows) {
                throw new IllegalStateException("%d of %d rows registered".formatted(registered, rows));
            }
            last.add(timing.last().toNanos() / 1e6);
            seen.add(timing.seen().toNanos() / 1e6);
        }
        return Singles.of(rows, loaded, last, seen);
    }
}
