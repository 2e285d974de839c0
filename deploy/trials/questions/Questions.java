import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;

/**
 * The questions of the device list over HTTP, on what generate.sql made: p50 and p95 of 40 runs each, one after the other, after 10 rounds of all.
 * {@code java Questions.java http://localhost:8084 "$(./muster token --tenant big)"}
 */
public class Questions {

    private static final int WARM_UP = 10;
    private static final int RUNS = 40;

    private static final List<String> QUESTIONS = List.of(
            "/v1/devices",
            "/v1/devices?sort=registeredAt",
            "/v1/devices?sort=serialNumber",
            "/v1/devices?sort=-serialNumber",
            "/v1/devices?state=active",
            "/v1/devices?state=inactive",
            "/v1/devices?state=ready-for-user",
            "/v1/devices?state=ready-for-user&sort=serialNumber",
            "/v1/devices?state=registration-failed",
            "/v1/devices?state=registration-pending",
            "/v1/devices?orderId=PO-77",
            "/v1/devices?orderId=PO-77&sort=serialNumber",
            "/v1/devices?orderId=PO-77&sort=model",
            "/v1/devices?orderId=PO-BIG",
            "/v1/devices?orderId=PO-BIG&sort=serialNumber",
            "/v1/devices?purchaseId=P-77&state=active",
            "/v1/devices?q=pf",
            "/v1/devices?q=p",
            "/v1/devices?q=z",
            "/v1/devices?q=zz",
            "/v1/devices?q=zz&sort=serialNumber",
            "/v1/devices?q=0a1b&sort=model",
            "/v1/devices?q=a1&state=active",
            "/v1/devices?q=zzzz",
            "/v1/devices?q=0a1",
            "/v1/devices?q=0a1b",
            "/v1/devices?q=0a1b2",
            "/v1/devices?q=rare",
            "/v1/devices?q=latitude%205400",
            "/v1/devices?q=latitude%205400&sort=serialNumber",
            "/v1/devices?q=last-4712@",
            "/v1/devices/summary",
            "/v1/registrations");

    public static void main(String[] args) throws Exception {
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < WARM_UP; i++) {
                for (var question : QUESTIONS) {
                    ask(http, args, question);
                }
            }
            System.out.println("| question | rows | p50 | p95 |\n|---|---|---|---|");
            for (var question : QUESTIONS) {
                var took = new double[RUNS];
                String body = "";
                for (int i = 0; i < RUNS; i++) {
                    long begun = System.nanoTime();
                    body = ask(http, args, question);
                    took[i] = (System.nanoTime() - begun) / 1e6;
                }
                Arrays.sort(took);
                int rows = body.split("\"state\":\"", -1).length - 1;
                System.out.printf(
                        "| `%s` | %d | %.1f | %.1f |%n", question, rows, took[RUNS / 2], took[RUNS * 95 / 100]);
            }
        }
    }

    private static String ask(HttpClient http, String[] args, String question) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(args[0] + question))
                .header("Authorization", "Bearer " + args[1])
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(question + ": " + answer.body());
        }
        return answer.body();
    }
}
