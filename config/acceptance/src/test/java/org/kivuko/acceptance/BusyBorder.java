package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.RequestOptions;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.kivuko.hub.client.HubClient;
import org.kivuko.hub.demo.DemoSample;
import org.kivuko.hub.demo.DemoTraffic;
import org.kivuko.model.AgencyId;

/**
 * A hub for the tests of pages: fresh at first; then agencies keep posting, answering and reporting, some is refused, held or
 * unreadable, some agencies never fetch, one pair of states is suspended, one agency is silent.
 */
final class BusyBorder implements AutoCloseable {
    /** Somebody who operates, reviews, looks after agreements and reads the audit. */
    static final String LOGIN = "amina";

    /** Somebody who looks after people and thresholds, and therefore after nothing of that. */
    static final String ADMINISTRATOR = "asha";

    static final String PASSWORD = "three boats at the ferry";

    /** Of the traffic. */
    private static final long SEED = 5;

    /** An agency that neither fetches nor posts. */
    static final String SILENT = "UGA.UPF";

    /** Where something waits that nobody fetches. */
    static final String NEVER_FETCHED = "agency." + SILENT + ".inbox";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OPERATOR = "operator";
    private static final String JSON = "application/json";

    private final TestHub hub;
    private DemoTraffic traffic;
    private String refused = "";
    private final Map<String, String> sessions = new ConcurrentHashMap<>();

    private BusyBorder(TestHub hub) {
        this.hub = hub;
    }

    /** Nothing has been sent yet. */
    static BusyBorder fresh() {
        var border = new BusyBorder(TestHub.startSigned(
                Clock.systemUTC(),
                Map.of(
                        "deploy/hub.yaml",
                        text -> text + "\nwatch: {every: PT1S}\n"
                                + "onCall: [{agency: KEN.DIS, name: duty desk, phone: \"+254 20 000 0000\"}]\n")));
        border.person(LOGIN, "\"operator\",\"reviewer\",\"auditor\",\"agreement-officer\"");
        border.person(ADMINISTRATOR, "\"administrator\"");
        return border;
    }

    private void person(String login, String roles) {
        act(
                "/v1/ops/people",
                "{\"login\":\"" + login + "\",\"name\":\"" + login + "\",\"roles\":[" + roles + "],\"password\":\""
                        + PASSWORD + "\",\"reason\":\"a test\"}",
                201);
    }

    TestHub hub() {
        return hub;
    }

    String origin() {
        return hub.hub().url().toString();
    }

    /** What a browser keeps of somebody who is signed in. */
    String session(Browser browser, String login) {
        return sessions.computeIfAbsent(login, who -> {
            try (var context = browser.newContext()) {
                var answer = context.request()
                        .post(
                                origin() + "/v1/session",
                                RequestOptions.create().setData(Map.of("login", who, "password", PASSWORD)));
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                return context.storageState();
            }
        });
    }

    /** Begins the traffic and waits until everything that pages show is there once. */
    BusyBorder begin() {
        goOn();
        unreadable(3);
        hold();
        refuseBetween("KEN.BMS", "SSD.DNPI");
        watch();
        redriveWhatIsUnreadable();
        stuck(3);
        practise();
        await().atMost(PATIENCE).until(() -> ask("/v1/ops/alerts").toString().contains(NEVER_FETCHED));
        return this;
    }

    /** Lets the traffic go on. */
    BusyBorder goOn() {
        try {
            var sample = DemoSample.write(hub.data(), Clock.systemUTC());
            traffic = new DemoTraffic(hub.hub().directory(), clients(), sample, Clock.systemUTC(), SEED, Set.of());
            traffic.start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the traffic; what waits stays. */
    BusyBorder rest() {
        if (traffic != null) {
            traffic.close();
            traffic = null;
        }
        return this;
    }

    private Function<AgencyId, HubClient> clients() {
        var open = new ConcurrentHashMap<AgencyId, HubClient>();
        return agency -> open.computeIfAbsent(
                agency, id -> new HubClient(hub.hub().url(), id.toString().equals(SILENT) ? "lost" : hub.key(id)));
    }

    /** Sends what no JSON is over the broker's door. */
    void unreadable(int messages) {
        try (AmqpAgency agency = hub.amqp("KEN.DIS")) {
            long before = hub.waiting("hub.quarantine");
            for (int i = 0; i < messages; i++) {
                agency.send("outbox", "{\"id\":");
            }
            await().atMost(PATIENCE).until(() -> hub.waiting("hub.quarantine") >= before + messages);
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    /** Posts what nobody fetches. */
    void stuck(int messages) {
        for (int i = 0; i < messages; i++) {
            hub.desk("KEN.DIS").give(Samples.stolenPassport(UUID.randomUUID().toString(), SILENT));
        }
        await().atMost(PATIENCE).until(() -> hub.waiting(NEVER_FETCHED) > 0);
    }

    /** Every clause of Somalia's patterns of forgery is reviewed. */
    private void hold() {
        hub.desk("SOM.ICA").give(now("som-doc-fraud.json"));
        await().atMost(PATIENCE).until(() -> !ask("/v1/ops/held").get("held").isEmpty());
    }

    /** Opens an exercise of which one inject is played at once. */
    private void practise() {
        act(
                "/v1/ops/exercises",
                "{\"exercise\":\"BUSIA-2026\",\"title\":\"Joint training at Busia\",\"participants\":[\"KEN.BMS\",\"UGA.DCIC\"],"
                        + "\"until\":\"" + Instant.now().plusSeconds(7_200).truncatedTo(ChronoUnit.SECONDS)
                        + "\",\"reason\":\"agreed in the committee\"}",
                200);
        ObjectNode inject =
                now("ken-exercise.json").retain("data").put("inject", "surge").put("at", "PT0S");
        inject.put("as", "KEN.BMS").put("to", "UGA.DCIC");
        act(
                "/v1/ops/exercises/BUSIA-2026/script",
                "{\"script\":{\"injects\":[" + inject + "]},\"reason\":\"agreed in the committee\"}",
                200);
        await().atMost(PATIENCE).until(() -> ask("/v1/ops/exercises/BUSIA-2026/score")
                .at("/messages/0/recipients/0/verdict")
                .isTextual());
    }

    /** Suspends every agreement under which this crosses, and sends another one. */
    private void refuseBetween(String sender, String recipient) {
        String from = sender.substring(0, 3);
        String to = recipient.substring(0, 3);
        String first = warning(sender, recipient);
        var rules = new TreeSet<String>();
        hub.desk(sender)
                .outcomes(first)
                .get(recipient)
                .get("rules")
                .forEach(rule -> rules.add(rule.asText().replaceFirst("@.*", "")));
        rules.forEach(agreement -> act(
                "/v1/ops/agreements/" + agreement + "/suspend",
                "{\"from\":\"" + from + "\",\"to\":\"" + to
                        + "\",\"reason\":\"asked for by both authorities\",\"key\":\"" + UUID.randomUUID() + "\"}",
                200));
        refused = sender + "/" + warning(sender, recipient);
    }

    /** The message, {@code AGENCY/id}, that was refused since its way is suspended. */
    String refused() {
        return refused;
    }

    private String warning(String sender, String recipient) {
        ObjectNode event = now("ken-public-warning.json").put("to", recipient);
        hub.desk(sender).give(event);
        String id = event.get("id").asText();
        hub.desk(sender).judged(id);
        return id;
    }

    /** An alert about silence, one about what waits and one about what is refused. */
    private void watch() {
        threshold("SILENCE", "KEN.BMS", 1);
        threshold("DEPTH", "hub.quarantine", 2);
        threshold("DEPTH", NEVER_FETCHED, 2);
    }

    private void threshold(String kind, String target, int value) {
        act(
                "/v1/ops/thresholds",
                "{\"kind\":\"" + kind + "\",\"target\":\"" + target + "\",\"attention\":" + value
                        + ",\"reason\":\"a test\",\"key\":\"" + UUID.randomUUID() + "\"}",
                200);
    }

    private void redriveWhatIsUnreadable() {
        JsonNode set = Desk.json(act(
                "/v1/ops/redrives/preview",
                "{\"queue\":\"hub.quarantine\",\"select\":{\"cause\":\"UNREADABLE\"}}",
                200));
        act(
                "/v1/ops/redrives",
                "{\"set\":" + set.get("set") + ",\"count\":" + set.get("count")
                        + ",\"ratePerSecond\":20,\"reason\":\"the sender mended its system\",\"key\":\""
                        + UUID.randomUUID() + "\"}",
                202);
        await().atMost(PATIENCE)
                .until(() ->
                        ask("/v1/ops/redrives").at("/redrives/0/state").asText().equals("done"));
    }

    private HttpResponse<String> act(String path, String body, int expected) {
        var answer = hub.post(OPERATOR, path, body, JSON);
        assertThat(answer.statusCode() / 100).as(path + " " + answer.body()).isEqualTo(expected / 100);
        return answer;
    }

    JsonNode ask(String path) {
        return Desk.json(hub.get(OPERATOR, path));
    }

    static ObjectNode now(String example) {
        return Samples.example(example, Clock.systemUTC().instant());
    }

    @Override
    public void close() {
        rest();
        hub.close();
    }
}
