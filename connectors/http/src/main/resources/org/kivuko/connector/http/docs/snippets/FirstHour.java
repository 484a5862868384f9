// The first hour with a Kivuko hub. Java 17 or newer, without libraries: JSON is written and looked at as text here; a real
// program uses the JSON library that it has.
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

public class FirstHour {
    static final HttpClient HTTP = HttpClient.newHttpClient();
    static final String URL = env("KIVUKO_URL", "http://127.0.0.1:8080");
    static final String SENDER = env("KIVUKO_AGENCY", "KEN.DIS");
    static final String KEY = env("KIVUKO_KEY", "");
    static final String RECIPIENT = env("KIVUKO_PEER", "UGA.DCIC");
    static final String RECIPIENT_KEY = env("KIVUKO_PEER_KEY", "");

    public static void main(String[] none) throws Exception {
        // 1. A message: a CloudEvent. Its id is yours and names it for ever; times carry their offset.
        String id = UUID.randomUUID().toString();
        String message = message(id);

        // 2. Post it. 202: it is on disk. The same once more gives 200 and the first answer: it is not taken twice.
        HttpResponse<String> receipt = must(202, call("POST", "/v1/messages", KEY, message));
        System.out.println("accepted " + id + " at " + texts("acceptedAt", receipt.body()).get(0));
        must(200, call("POST", "/v1/messages", KEY, message));

        // 3. The receipt says what became of it for each recipient. Acknowledge receipts once you have stored them.
        String mine = "";
        while (!mine.contains(id)) {
            mine = must(200, call("GET", "/v1/receipts?max=1&wait=PT10S", KEY, "")).body();
            for (String delivery : texts("delivery", mine)) {
                must(204, call("POST", "/v1/receipts/" + delivery + "/ack", KEY, ""));
            }
        }
        System.out.println("for " + texts("agency", mine) + " " + texts("outcome", mine) + " " + texts("reason", mine));

        // 4. The other side fetches, stores, acknowledges. What is not acknowledged within a minute comes again.
        String fetched = "";
        while (!fetched.contains(id)) {
            fetched = must(200, call("GET", "/v1/inbox?max=1&wait=PT10S", RECIPIENT_KEY, "")).body();
            for (String delivery : texts("delivery", fetched)) {
                must(204, call("POST", "/v1/inbox/" + delivery + "/ack", RECIPIENT_KEY, ""));
            }
        }
        System.out.println("fetched " + id + " under " + texts("agreement", fetched).get(0));
        System.out.println("what crossed: " + fetched);

        // 5. A refusal: the code is for your program, each entry of errors names a place, type leads to the page of the code.
        String wrong = message(UUID.randomUUID().toString()).replace("Expected", "Quick");
        String problem = must(422, call("POST", "/v1/messages", KEY, wrong)).body();
        System.out.println("refused " + texts("code", problem).get(0) + " see " + URL + texts("type", problem).get(0));
        String errors = problem.substring(problem.indexOf("\"errors\""));
        System.out.println("  at " + texts("pointer", errors) + ": " + texts("detail", errors));
    }

    /** One call, repeated until the hub has an answer of its own: nothing is lost and nothing doubled by it. */
    static HttpResponse<String> call(String method, String path, String key, String body) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(URL + path))
                .timeout(Duration.ofSeconds(40))
                .header("Authorization", "Bearer " + key)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/cloudevents+json");
        }
        for (int attempt = 1; attempt < 6; attempt++) {
            long wait = attempt;
            try {
                HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
                if (answer.statusCode() != 429 && answer.statusCode() != 503) {
                    return answer;
                }
                wait = answer.headers().firstValueAsLong("Retry-After").orElse(wait);
            } catch (IOException noAnswer) {
                // Ask again.
            }
            Thread.sleep(wait * 1000);
        }
        throw new IllegalStateException("the hub does not answer: " + URL);
    }

    static HttpResponse<String> must(int wanted, HttpResponse<String> answer) {
        if (answer.statusCode() != wanted) {
            throw new IllegalStateException(answer.statusCode() + " instead of " + wanted + ": " + answer.body());
        }
        return answer;
    }

    static String message(String id) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return """
                {"specversion": "1.0", "id": "%s", "source": "/agencies/%s", "type": "kivuko.alert.v1",
                 "time": "%s", "expires": "%s", "to": "%s", "purpose": "border-check", "post": "KEN-BUSIA",
                 "data": {"msgType": "Alert", "alertType": "DOC-STOLEN", "category": ["Security"], "urgency": "Expected",
                          "severity": "Moderate", "certainty": "Observed",
                          "subject": {"document": {"type": "PP", "issuer": "TZA", "number": "ZZ0000001"},
                                      "person": {"surname": "SPECIMEN", "givenNames": "MFANO TU"}}}}
                """.formatted(id, SENDER, now, now.plus(30, ChronoUnit.DAYS), RECIPIENT);
    }

    /** The texts of every member of this name. */
    static List<String> texts(String member, String json) {
        return Pattern.compile("\"" + member + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json).results()
                .map((MatchResult found) -> found.group(1)).toList();
    }

    static String env(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }
}
