package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.kivuko.model.MessageJson;

/** Every call that a running hub lists for operators, about everything that lies in the hub. */
final class OpsWalk {
    private static final String FAILURES = "/v1/ops/failures/hub.quarantine";

    private final SignedIn all;

    /** By the places of a path: what can stand there, each for all places together; of two that fit the first. */
    private final Map<String, List<String>> things = new LinkedHashMap<>();

    /** Something is under way, so that it can be looked at. */
    OpsWalk(TestHub hub) {
        all = SignedIn.byKey(hub);
        List<String> copies = each(FAILURES + "?max=200", "failures", "copy");
        all.done(FAILURES + "/" + copies.get(0) + "/edit", ScopedWorld.acting("a test", "\"body\":\"{}\","));
        JsonNode set = all.done(
                "/v1/ops/redrives/preview",
                "{\"queue\":\"hub.quarantine\",\"select\":{\"copies\":[\"" + copies.get(1) + "\"]}}");
        all.done(
                "/v1/ops/redrives",
                ScopedWorld.acting(
                        "a test", "\"set\":\"" + set.path("set").asText() + "\",\"count\":1,\"ratePerSecond\":1,"));
        things.put("{agency}/{id}", messages());
        things.put(
                "{queue}/{copy}",
                copies.stream().map(copy -> "hub.quarantine/" + copy).toList());
        things.put("{ruling}", each("/v1/ops/held?max=100", "held", "ruling"));
        things.put("{redrive}", each("/v1/ops/redrives", "redrives", "redrive"));
        things.put("{edit}", each("/v1/ops/edits", "edits", "edit"));
        things.put("{exercise}", List.of(practised()));
        things.put("{id}", List.of("KEN-UGA.osbp"));
    }

    /** An exercise whose one inject says what nobody may be shown. */
    private String practised() {
        String name = "WALK";
        all.done("/v1/ops/exercises", ScopedWorld.opening(name, "k", "a test"));
        ObjectNode body = (ObjectNode) MessageJson.tree(
                ScopedWorld.script("k", "a test").replace("PT1H", "PT0S").getBytes(StandardCharsets.UTF_8));
        ObjectNode text = ((ObjectNode) body.at("/script/injects/0/data"))
                .putArray("texts")
                .addObject();
        text.put("language", "en").put("event", CanaryTraffic.MARK + " before the bridge");
        all.done("/v1/ops/exercises/" + name + "/script", body.toString());
        await().atMost(Desk.PATIENCE).until(() -> !Desk.json(all.get("/v1/ops/exercises/" + name + "/score"))
                .path("messages")
                .isEmpty());
        return name;
    }

    private List<String> each(String path, String list, String member) {
        List<String> found = elements(path, list).stream()
                .map(row -> row.path(member).asText())
                .toList();
        assertThat(found).as(path).isNotEmpty();
        return found;
    }

    private List<JsonNode> elements(String path, String list) {
        return StreamSupport.stream(Desk.json(all.get(path)).path(list).spliterator(), false)
                .toList();
    }

    private List<String> messages() {
        return elements("/v1/ops/messages?max=200", "messages").stream()
                .map(row -> row.path("agency").asText() + "/" + row.path("id").asText())
                .toList();
    }

    /** A call as it is listed. */
    record Listed(String method, String path, List<String> rights) {}

    List<Listed> calls() {
        return elements("/v1/ops/calls", "calls").stream()
                .map(call -> new Listed(
                        call.path("method").asText(), call.path("path").asText(), rights(call)))
                .toList();
    }

    private static List<String> rights(JsonNode call) {
        return StreamSupport.stream(call.path("rights").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** The paths by which a call is made, about everything that it can be about. */
    List<String> paths(Listed call) {
        if (call.path().contains("{queue}") && !call.path().contains("{copy}")) {
            return queues(call.path());
        }
        for (var each : things.entrySet()) {
            if (call.path().contains(each.getKey())) {
                return each.getValue().stream()
                        .map(thing -> call.path().replace(each.getKey(), thing))
                        .toList();
            }
        }
        return List.of(call.path().replaceAll("\\{[a-z]+}", UUID.randomUUID().toString()));
    }

    private List<String> queues(String path) {
        var queues = new ArrayList<String>();
        for (String queue : List.of("hub.quarantine", "hub.dead", "agency.KEN.DIS.outbox", "agency.UGA.DCIC.inbox")) {
            if (!path.startsWith("/v1/ops/failures") || queue.startsWith("hub.")) {
                queues.add(path.replace("{queue}", queue));
            }
        }
        return queues;
    }
}
