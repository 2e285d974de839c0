package dev.muster.trials.floor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;

/**
 * The main class of the floor's process. Arguments: the broker's address, the database's. Says {@code ready}, then reads
 * {@code RUN FILE} from its input, line by line, and answers each with the nanoseconds that it took.
 */
public final class Floor {
    private Floor() {}

    public static void main(String[] args) throws IOException, InterruptedException, SQLException, ExecutionException {
        Topics.make(args[0]);
        try (var tables = new Tables(args[1])) {
            tables.make();
        }
        var pipeline = new Pipeline(args[0], args[1]);
        pipeline.start();
        System.out.println("ready");
        try (var in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var words = line.split(" ", 2);
                long began = System.nanoTime();
                pipeline.run(words[0], Path.of(words[1]));
                System.out.println(System.nanoTime() - began);
            }
        }
    }
}
