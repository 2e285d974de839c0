package dev.muster.trials.faults.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.trials.faults.check.Ids;
import dev.muster.trials.faults.input.CheckIn;
import dev.muster.trials.faults.input.Journal;
import dev.muster.trials.faults.input.Release;
import dev.muster.trials.faults.input.Upload;
import dev.muster.trials.faults.load.Caller.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** One organization, doing one thing after the other. */
final class Organization {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_SMALL = 30;
    private static final int MOST_LARGE = 400;
    private static final int MOST_CHECK_INS = 20;
    private static final long A_DAY = 86_400_000;

    private final String tenant;
    private final String name;
    private final Fleet fleet;
    private final Caller caller;
    private final Journal journal;
    private final IntSupplier port;
    private final SplittableRandom random;
    private final long firstSeen;
    private int done;

    /**
     * An organization that has not done anything yet.
     *
     * @param name begins the order ids of its uploads
     * @param port of some process of ingest, another each time
     * @param random its own
     */
    Organization(
            String tenant,
            String name,
            Fleet fleet,
            Caller caller,
            Journal journal,
            IntSupplier port,
            SplittableRandom random) {
        this.tenant = tenant;
        this.name = name;
        this.fleet = fleet;
        this.caller = caller;
        this.journal = journal;
        this.port = port;
        this.random = random;
        this.firstSeen = System.currentTimeMillis() - A_DAY;
    }

    /** Does the next thing; what is to be answered is asked for again and again while {@code patient}. */
    void act(BooleanSupplier patient) throws InterruptedException {
        done++;
        int draw = random.nextInt(100);
        if (draw < 50) {
            upload(1 + random.nextInt(MOST_SMALL), true, patient);
        } else if (draw < 54) {
            upload(MOST_SMALL + random.nextInt(MOST_LARGE), true, patient);
        } else if (draw < 60) {
            upload(1 + random.nextInt(MOST_SMALL), false, patient);
        } else if (draw < 62) {
            breakOff();
        } else if (draw < 82) {
            release();
        } else {
            checkIn(1 + random.nextInt(MOST_CHECK_INS));
        }
        Thread.sleep(50 + random.nextInt(400));
    }

    private void upload(int size, boolean keyed, BooleanSupplier patient) throws InterruptedException {
        var file = CsvRows.of(size, fleet, random);
        var headers = new HashMap<>(Map.of("Content-Type", "text/csv"));
        if (keyed) {
            headers.put("Idempotency-Key", order());
        }
        Upload.@Nullable Answer answer = null;
        do {
            var came = caller.send(port.getAsInt(), "POST", path(), file.text(), headers);
            answer = came.flatMap(this::accepted).orElse(null);
            if (answer == null && keyed) {
                Thread.sleep(500);
            }
        } while (answer == null && keyed && patient.getAsBoolean());
        journal.note(new Upload(order(), tenant, file.rows(), answer));
    }

    private Optional<Upload.Answer> accepted(Answer answer) {
        if (answer.status() == 202) {
            var json = answer.json();
            return Optional.of(new Upload.Answer(
                    json.path("id").asText(),
                    json.path("rows").asInt(),
                    json.path("accepted").asInt(),
                    json.path("malformed").asInt()));
        }
        excuse("upload " + order(), answer);
        return Optional.empty();
    }

    private void breakOff() {
        var file = CsvRows.of(1 + random.nextInt(MOST_SMALL), fleet, random);
        caller.breakOff(
                port.getAsInt(), path(), file.text(), random.nextInt(file.text().length()));
        journal.note(new Upload(order(), tenant, file.rows(), null));
    }

    private void release() {
        int many = 1 + random.nextInt(6);
        for (int i = 0; i < many; i++) {
            var device = fleet.any(random);
            var id = Ids.device(device.manufacturer(), device.serialNumber());
            caller.send(port.getAsInt(), "DELETE", "/v1/devices/" + id, "", Map.of())
                    .ifPresent(answer -> {
                        if (answer.status() == 202) {
                            journal.note(new Release(answer.json().path("id").asText(), tenant, id));
                        } else {
                            excuse("release of " + id, answer);
                        }
                    });
        }
    }

    private void checkIn(int many) {
        var all = new ArrayList<CheckIn>();
        var body = JSON.createArrayNode();
        for (int i = 0; i < many; i++) {
            var device = fleet.any(random);
            long at = firstSeen + done * 1_000L + i;
            var one = new CheckIn(tenant, device.manufacturer(), device.serialNumber(), at, "user-" + done);
            all.add(one);
            body.addObject()
                    .put("manufacturer", one.manufacturer())
                    .put("serialNumber", one.serialNumber())
                    .put("lastSeenAt", Instant.ofEpochMilli(at).toString())
                    .put("user", one.user());
        }
        var headers = Map.of("Content-Type", "application/json");
        caller.send(port.getAsInt(), "POST", "/v1/check-ins", body.toString(), headers)
                .ifPresent(answer -> {
                    if (answer.status() == 202) {
                        journal.note(all);
                    } else {
                        excuse("check-ins", answer);
                    }
                });
    }

    /** During faults a service may say that it cannot do it now, and that the same upload is still under way. */
    private void excuse(String what, Answer answer) {
        boolean excused = answer.status() >= 500 || answer.status() == 409 || answer.status() == 429;
        if (!excused || answer.status() == 500) {
            journal.oddity("%s of %s: %d %s".formatted(what, tenant, answer.status(), answer.body()));
        }
    }

    private String order() {
        return name + "-" + done;
    }

    private String path() {
        return "/v1/registrations?orderId=" + order();
    }
}
