package org.kivuko.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.UUID;
import org.kivuko.acceptance.ScopeTable.Line;

/** Every call of a hub with everything in it, done well and refused. */
final class DescribedWalk {
    private static final String JSON = "application/json";
    private static final String ONE = "KEN.DIS";
    private static final String OTHER = "UGA.DCIC";
    private static final int TOO_MUCH = 2 * 1024 * 1024 + 1;

    private static final String ENDS = "/v1/session/end";
    private static final String NEVER_ENDS = "/v1/ops/events";

    private final ScopedWorld world;
    private final ScopedCalls calls;
    private final TestHub hub;

    DescribedWalk(ScopedWorld world) {
        this.world = world;
        this.calls = new ScopedCalls(world);
        this.hub = world.hub();
    }

    /** The calls of operators, by who may make them, about each thing and about none. */
    void operators() {
        for (Line line : ScopeTable.lines().values()) {
            if (line.path().equals(ENDS) || line.path().equals(NEVER_ENDS)) {
                continue;
            }
            SignedIn who = who(line);
            if (line.method().equals("GET")) {
                who.get(calls.list(line).replaceAll("\\{[a-z]+}", "none"));
                for (String letter : List.of("d", "f", "h", ScopedCalls.NOTHING)) {
                    who.get(calls.path(line, letter));
                }
            } else {
                for (String letter : List.of("d", "k", "h", ScopedCalls.NOTHING, "d")) {
                    who.post(calls.path(line, letter), calls.body(line, letter, who, "a test"));
                }
            }
        }
        SignedIn again = SignedIn.again(hub, "dis");
        again.get("/v1/session");
        again.post(ENDS, "");
    }

    private SignedIn who(Line line) {
        return line.path().startsWith("/v1/ops/people") ? world.people.get("dis-admin") : world.all;
    }

    /** The calls of agencies. */
    void agencies() throws JMSException {
        Desk sender = hub.desk(ONE);
        ObjectNode message = world.example("d");
        sender.give(message);
        String id = message.get("id").asText();
        sender.judged(id);
        sender.post(message);
        sender.post(message.deepCopy().put("purpose", "customs"));
        sender.post(world.example("d").put("source", "/agencies/" + OTHER));
        hub.get(ONE, "/v1/messages/none");
        hub.get(ONE, "/v1/threads/" + ONE + "/" + id);
        hub.get(ONE, "/v1/threads/" + ONE + "/none");
        hub.post(ONE, "/v1/decisions", Samples.bytes(world.example("d")), Desk.JSON);
        fetch("/v1/inbox", "deliveries");
        hub.get(OTHER, "/v1/inbox?channel=exercise");
        fetch("/v1/receipts", "receipts");
        hub.get(OTHER, "/v1/alerts/active");
        hub.get(OTHER, "/v1/alerts/active?after=none");
        resend();
        for (String path :
                List.of("/v1/agreements", "/v1/agreements/matrix", "/v1/agreements/KEN-UGA.osbp", "/v1/emergencies")) {
            hub.get(ONE, path);
        }
        hub.get(ONE, "/v1/posts");
        hub.get(ONE, "/v1/posts", "Accept", JSON);
        hub.get(ONE, "/v1/posts", "Accept", "image/png");
        hub.get(ONE, "/v1/agreements/matrix", "Accept", "text/html");
        hub.get(ONE, "/v1/agreements/matrix", "Accept", "text/csv");
        hub.call(
                "POST",
                "/v1/session",
                "{\"login\":\"dis\",\"password\":\"no such boat at all\"}",
                "Content-Type",
                JSON);
        hub.get(ONE, "/v1/acts/KEN-UGA.osbp");
        hub.post(
                "KEN.PHS",
                "/v1/emergencies",
                "{\"rule\":\"IGAD.health/HE-5\",\"lasts\":\"PT24H\",\"reason\":\"a test\"}",
                JSON);
        String emergency = world.id("emergency k");
        hub.post("KEN.PHS", "/v1/emergencies/" + emergency + "/end", "", JSON);
        hub.post("KEN.PHS", "/v1/emergencies/" + emergency + "/end", "", JSON);
    }

    private void fetch(String path, String list) {
        String agency = list.equals("receipts") ? ONE : OTHER;
        JsonNode offered = Desk.json(hub.get(agency, path + "?max=100")).path(list);
        for (JsonNode each : offered) {
            String one = path + "/" + each.path("delivery").asText();
            if (path.equals("/v1/inbox")) {
                hub.get(agency, one);
                hub.get(agency, one, "Accept", Desk.CAP);
                hub.get(agency, one, "Accept", JSON);
                hub.get(agency, one, "Accept", "image/png");
            }
            hub.post(agency, one + "/ack", "", "text/plain");
        }
        hub.get(agency, path + "/" + UUID.randomUUID());
        hub.post(agency, path + "/" + UUID.randomUUID() + "/ack", "", "text/plain");
    }

    private void resend() {
        String path = "/v1/links/" + ONE + "/resend";
        hub.post(OTHER, path, "{\"lane\":\"bulk\",\"epoch\":\"none\",\"from\":1,\"to\":2}", JSON);
        ObjectNode message = world.example("d");
        hub.desk(ONE).give(message);
        hub.desk(ONE).judged(message.get("id").asText());
        hub.desk(OTHER).fetched(message.get("id").asText()).ifPresent(event -> {
            String number = event.path("linknumber").asText();
            hub.post(
                    OTHER,
                    path,
                    "{\"lane\":\"%s\",\"epoch\":\"%s\",\"from\":%s,\"to\":%s}"
                            .formatted(
                                    event.path("lane").asText(),
                                    event.path("linkepoch").asText(),
                                    number,
                                    number),
                    JSON);
        });
    }

    /** What is open to all, and what is for this machine. */
    void documents() {
        for (String path : List.of(
                "/",
                "/docs",
                "/docs?lang=ar",
                "/docs/try?call=postMessage",
                "/docs/changes",
                "/docs/errors/CONFLICT",
                "/docs/errors/NONE",
                "/docs/files/try.js",
                "/docs/files/snippets/first_hour.py",
                "/docs/files/none",
                "/docs.css",
                "/openapi.json",
                "/asyncapi.json",
                "/schemas/alert.v1.json",
                "/schemas/README.md",
                "/schemas/none.json",
                "/console",
                "/console/",
                "/console/none",
                "/v1/session/ways",
                "/observe/health",
                "/observe/live",
                "/observe/ready",
                "/observe/metrics")) {
            hub.withoutKey(path);
        }
    }

    /** What each call refuses: no key, somebody else's, a parameter, a media type, too much, no JSON. */
    void refusals(String name, JsonNode operation) {
        String method = name.substring(0, name.indexOf(' '));
        String path = name.substring(name.indexOf(' ') + 1).replaceAll("\\{[a-z]+}", "none");
        if (path.equals(NEVER_ENDS)) {
            return;
        }
        hub.call(method, path, "", "Content-Type", JSON);
        for (String who : List.of(ONE, "operator")) {
            String[] key = {"Authorization", "Bearer " + hub.key(who), "Content-Type", JSON};
            hub.call(method, path, "{}", key);
            hub.call(method, path + "?none=1", "{}", key);
            if (operation.has("requestBody")) {
                hub.call(method, path, "{broken", key);
                hub.call(method, path, "x", "Authorization", key[1], "Content-Type", "image/png");
            }
        }
        if (operation.has("requestBody")) {
            boolean operators = operation.path("x-kivuko-rights").size() > 0;
            String who = hub.key(operators ? "operator" : ONE);
            hub.call(method, path, " ".repeat(TOO_MUCH), "Authorization", "Bearer " + who, "Content-Type", JSON);
        }
    }
}
