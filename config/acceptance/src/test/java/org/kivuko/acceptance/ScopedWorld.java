package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.kivuko.testkit.TestClock;

/**
 * A hub in which things of two states lie: of {@code KEN.DIS} (d), of other agencies of Kenya (k), of Uganda and South Sudan between
 * themselves (f), and of the hub (h); and operators who see all, Kenya, or the one agency. Belongs to one thread.
 */
final class ScopedWorld implements AutoCloseable {
    static final Map<String, String> AGENCIES = Map.of("d", "KEN.DIS", "k", "KEN.BMS", "f", "UGA.DCIC");
    private static final Map<String, String> HELD = Map.of("d", "KEN.DIS", "k", "KEN.BPU", "f", "SSD.DNPI");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SPARE = 6;
    private static final int LONG = 12;
    private static final String EVERYTHING = "[\"operator\",\"reviewer\",\"agreement-officer\",\"auditor\"]";
    /** An officer looks at what Uganda tells South Sudan of forgery. */
    private static final String REVIEWED =
            """
              - {rule: U-SS-9, kind: permit, from: UGA, to: SSD, annex: alert, messages: [alert], alertTypes: [DOC-FRAUD],
                 recipients: [SSD.DNPI], purposes: [border-check], fields: {keep: ["@core"]}, review: true, reviewWithin: PT12H}
            """;

    private static final String ADMINISTRATOR = "[\"administrator\"]";

    private final TestHub hub;
    private final Talk talk;
    final SignedIn all;
    final Map<String, SignedIn> people = new HashMap<>();

    /** By letter: copies that failed, held deliveries, and whatever else has an id of the hub's making. */
    private final Map<String, List<String>> copies = new HashMap<>();

    private final Map<String, List<String>> held = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    ScopedWorld() throws JMSException {
        this(hub -> {});
    }

    /** @param begun is given the hub before anything is asked of it */
    ScopedWorld(Consumer<TestHub> begun) throws JMSException {
        var clock = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        hub = TestHub.start(clock, changes());
        begun.accept(hub);
        talk = new Talk(hub, clock);
        all = SignedIn.byKey(hub);
        Map<String, String> scopes = Map.of(
                "ken",
                "{\"states\":[\"KEN\"]}",
                "dis",
                "{\"agencies\":[\"KEN.DIS\"]}",
                "uga",
                "{\"states\":[\"UGA\"]}");
        scopes.forEach((login, scope) -> {
            people.put(login, SignedIn.made(hub, login, EVERYTHING, scope));
            people.put(login + "-admin", SignedIn.made(hub, login + "-admin", ADMINISTRATOR, scope));
            SignedIn.made(hub, "person-" + login, "[\"viewer\"]", scope);
        });
        messages();
        failures();
        desk();
        agreements();
        exercises();
    }

    private static Map<String, UnaryOperator<String>> changes() {
        return Map.of(
                "deploy/hub.yaml",
                text -> text + "\nwatch:\n  every: PT1S\n  targets:\n"
                        + "    - {kind: DEPTH, target: hub.quarantine, at: 1}\n"
                        + "    - {kind: DEPTH, target: agency.KEN.DIS.receipts, at: 1}\n"
                        + "    - {kind: DEPTH, target: agency.KEN.BMS.receipts, at: 1}\n"
                        + "    - {kind: DEPTH, target: agency.UGA.DCIC.receipts, at: 1}\n",
                "agreements/UGA-SSD.nimule.yaml",
                text -> text.replace("\nrules:\n", "\nrules:\n" + REVIEWED)
                        .replace(
                                "valid: {from: 2020-02-06}",
                                "valid: {from: 2020-02-06, until: "
                                        + LocalDate.now(ZoneOffset.UTC).plusDays(20) + "}"));
    }

    private ObjectNode example(String letter, String id) {
        String file = Map.of("d", "doc-stolen.json", "k", "ken-public-warning.json", "f", "uga-doc-lost.json")
                .get(letter);
        String to = Map.of("d", "UGA.DCIC", "k", "SSD.DNPI", "f", "SSD.DNPI").get(letter);
        return Samples.example(file, talk.clock().instant()).put("id", id).put("to", to);
    }

    /** A message as an agency of a letter could send it. */
    ObjectNode example(String letter) {
        return example(letter, UUID.randomUUID().toString());
    }

    private void messages() {
        for (String letter : AGENCIES.keySet()) {
            hub.desk(AGENCIES.get(letter)).give(example(letter, id(letter, "1")));
            hub.desk(AGENCIES.get(letter)).give(example(letter, id(letter, "2")));
            talk.give(example(letter, id(letter, "3")));
            String wrong = AGENCIES.get(letter) + "/" + id(letter, "3");
            ObjectNode recall = talk.about(
                    AGENCIES.get(letter), "recall", example(letter).get("to").asText(), "border-check", wrong);
            Talk.data(recall).put("reason", "error");
            hub.desk(AGENCIES.get(letter)).give(recall.put("id", id(letter, "recall")));
            ObjectNode original = example(letter, id(letter, "2"));
            ObjectNode correction = talk.about(
                    AGENCIES.get(letter),
                    "correction",
                    original.get("to").asText(),
                    original.get("purpose").asText(),
                    AGENCIES.get(letter) + "/" + id(letter, "2"));
            correction.set("post", original.get("post"));
            Talk.data(correction)
                    .put("reason", "error")
                    .put("replacementType", "kivuko.alert.v1")
                    .set("replacement", original.get("data"));
            talk.give(correction.put("id", id(letter, "correction")));
        }
        for (int i = 0; i < 2; i++) {
            talk.give(Samples.example("som-doc-fraud.json", talk.clock().instant()));
            ObjectNode fraud = example("f");
            Talk.data(fraud).put("alertType", "DOC-FRAUD");
            talk.give(fraud);
        }
        for (JsonNode row : json("/v1/ops/held?max=100").path("held")) {
            HELD.forEach((letter, agency) -> {
                if (row.path("agency").asText().equals(agency)) {
                    held.computeIfAbsent(letter, any -> new ArrayList<>())
                            .add(row.path("ruling").asText());
                }
            });
        }
    }

    private static String id(String letter, String name) {
        return "mark-" + letter + "-" + name;
    }

    /** Copies that cannot be read; of each letter a redrive that takes its time, and edits that are proposed. */
    private void failures() throws JMSException {
        for (var each : AGENCIES.entrySet()) {
            try (AmqpAgency agency = hub.amqp(each.getValue())) {
                for (int i = 0; i < SPARE + LONG; i++) {
                    agency.send("outbox", "{broken");
                }
            }
            String path = "/v1/ops/failures/hub.quarantine?max=200&agency=" + each.getValue();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(json(path).path("failures")).hasSize(SPARE + LONG));
            json(path).path("failures").forEach(row -> copies.computeIfAbsent(each.getKey(), any -> new ArrayList<>())
                    .add(row.path("copy").asText()));
        }
        AGENCIES.keySet().forEach(letter -> {
            List<String> own = copies.get(letter);
            SignedIn who = Map.of("d", people.get("dis"), "k", people.get("ken"), "f", all)
                    .get(letter);
            ids.put("redrive " + letter, redrive(who, own.subList(SPARE, own.size()), id(letter, "redrive")));
            for (int i = 3; i < 6; i++) {
                String path = "/v1/ops/failures/hub.quarantine/" + own.get(i) + "/edit";
                JsonNode edit = all.done(path, acting(id(letter, "edit"), "\"body\":\"{}\","));
                ids.put("edit " + i + " " + letter, edit.path("edit").asText());
            }
        });
    }

    private static String redrive(SignedIn who, List<String> copies, String reason) {
        JsonNode set = who.done(
                "/v1/ops/redrives/preview",
                "{\"queue\":\"hub.quarantine\",\"select\":{\"copies\":[\"" + String.join("\",\"", copies) + "\"]}}");
        JsonNode job = who.done(
                "/v1/ops/redrives",
                acting(
                        reason,
                        "\"set\":\"%s\",\"count\":%d,\"ratePerSecond\":1,"
                                .formatted(
                                        set.path("set").asText(),
                                        set.path("count").asInt())));
        String id = job.path("redrive").asText();
        who.done("/v1/ops/redrives/" + id + "/pause", acting("a test", ""));
        return id;
    }

    /** The body of an act. */
    static String acting(String reason, String more) {
        return "{" + more + "\"reason\":\"" + reason + "\",\"key\":\"" + UUID.randomUUID() + "\"}";
    }

    /** Alerts, the shift, views, openings that are written down. */
    private void desk() {
        Map<String, SignedIn> by = Map.of("d", people.get("dis"), "k", people.get("ken"), "f", people.get("uga"));
        AGENCIES.forEach((letter, agency) -> {
            by.get(letter).done("/v1/ops/shift/notes", acting("a test", "\"text\":\"" + id(letter, "note") + "\","));
            all.done("/v1/ops/maintenance", window("\"agency\":\"" + agency + "\"", id(letter, "window")));
            all.done(
                    "/v1/ops/messages/" + agency + "/" + id(letter, "1") + "/content",
                    "{\"purpose\":\"a test\",\"reason\":\"" + id(letter, "opening") + "\"}");
        });
        all.done("/v1/ops/maintenance", window("\"all\":true", id("h", "window")));
        Map.of("d", people.get("dis"), "k", people.get("ken"), "f", all)
                .forEach((letter, who) -> ids.put(
                        "view " + letter,
                        who.done("/v1/ops/views", view(id(letter, "view")))
                                .path("view")
                                .asText()));
        Map.of("d", receipts("d"), "k", receipts("k"), "f", receipts("f"), "h", "hub.quarantine")
                .forEach((letter, queue) -> {
                    await().atMost(PATIENCE).until(() -> alerts().containsKey(queue));
                    ids.put("alert " + letter, alerts().get(queue));
                });
    }

    static String receipts(String letter) {
        return "agency." + AGENCIES.get(letter) + ".receipts";
    }

    static String view(String name) {
        return "{\"name\":\"" + name + "\",\"page\":\"messages\",\"query\":\"\",\"shared\":false}";
    }

    static String window(String whose, String text) {
        Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3_600);
        return acting(
                "a test",
                "%s,\"from\":\"%s\",\"until\":\"%s\",\"text\":\"%s\","
                        .formatted(whose, from, from.plusSeconds(3_600), text));
    }

    private Map<String, String> alerts() {
        var alerts = new HashMap<String, String>();
        json("/v1/ops/alerts?max=200")
                .path("alerts")
                .forEach(row -> alerts.put(
                        row.path("target").asText(), row.path("alert").asText()));
        return alerts;
    }

    /** Each in an exercise of its own: what is done to one must not be refused for what was done before. */
    private void exercises() {
        for (String letter : List.of("k", "f")) {
            for (String act : List.of("script", "close", "reset", "score")) {
                all.done("/v1/ops/exercises", opening(exercise(letter, act), letter, "a test"));
            }
        }
    }

    /** The exercise of a letter on which a call acts, by the end of its path. */
    static String exercise(String letter, String path) {
        return "mark-" + letter + "-" + path.substring(path.lastIndexOf('/') + 1);
    }

    private static List<String> players(String letter) {
        return switch (letter) {
            case "k" -> List.of("KEN.BMS", "KEN.KRA");
            case "f" -> List.of("UGA.DCIC", "SSD.DNPI");
            default -> List.of("XXX.NONE", "XXX.NOBODY");
        };
    }

    static String opening(String name, String letter, String reason) {
        return "{\"exercise\":\"%s\",\"participants\":[\"%s\"],\"until\":\"%s\",\"reason\":\"%s\"}"
                .formatted(
                        name,
                        String.join("\",\"", players(letter)),
                        Instant.now().plusSeconds(7_200).truncatedTo(ChronoUnit.SECONDS),
                        reason);
    }

    /** Nothing is handed in while the test runs. */
    static String script(String letter, String reason) {
        return """
                {"script": {"injects": [{"inject": "surge", "at": "PT1H", "as": "%s", "to": "%s", "data": {"msgType": "Alert",
                    "alertType": "FLOW-SURGE", "category": ["Security"], "urgency": "Expected", "severity": "Severe",
                    "certainty": "Likely"}}]}, "reason": "%s"}
                """
                .formatted(players(letter).get(0), players(letter).get(1), reason);
    }

    private void agreements() {
        Map.of("k", List.of("KEN-SSD.nadapal", "KEN", "SSD"), "f", List.of("IGAD.warnings", "UGA", "SSD"))
                .forEach((letter, way) -> all.done(
                        "/v1/ops/agreements/" + way.get(0) + "/suspend",
                        acting(id(letter, "suspension"), way(way.get(1), way.get(2)))));
        HashMap<String, String> declared = new HashMap<>();
        declared.put("k", "KEN.PHS");
        for (var each : declared.entrySet()) {
            var answer = hub.post(
                    each.getValue(),
                    "/v1/emergencies",
                    "{\"rule\":\"IGAD.health/HE-5\",\"lasts\":\"PT24H\",\"reason\":\"a test\"}",
                    "application/json");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            ids.put(
                    "emergency " + each.getKey(),
                    Desk.json(answer).path("emergency").asText());
        }
    }

    static String way(String from, String to) {
        return "\"from\":\"" + from + "\",\"to\":\"" + to + "\",";
    }

    JsonNode json(String path) {
        return Desk.json(all.get(path));
    }

    /** The calls that operators are offered, as the running hub lists them. */
    List<JsonNode> calls() {
        return StreamSupport.stream(json("/v1/ops/calls").path("calls").spliterator(), false)
                .toList();
    }

    String copy(String letter, int place) {
        return copies.containsKey(letter)
                ? copies.get(letter).get(place)
                : UUID.randomUUID().toString();
    }

    String held(String letter, int place) {
        return held.containsKey(letter)
                ? held.get(letter).get(place)
                : UUID.randomUUID().toString();
    }

    /** The id of a thing of a letter; one that nothing has where there is none. */
    String id(String name) {
        return ids.getOrDefault(name, UUID.randomUUID().toString());
    }

    TestHub hub() {
        return hub;
    }

    @Override
    public void close() {
        hub.close();
    }
}
