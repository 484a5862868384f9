package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What everybody does in a world, and what of it others see. Kenya's immigration service asks to have somebody arrested,
 * checked, corrected, recalled and told about; Uganda's police fetch what is there; Uganda's refugee authority decides where it
 * has anything to decide. What those two see is theirs and stands in no transcript, and the police answer nobody: what
 * a recipient writes is its own, not the hub's.
 */
final class WorldScript {
    private static final String SENDER = "KEN.DIS";
    private static final String SOUGHT = "SPECIMEN";
    private static final String ELSE = "OTHERS";

    /** How often a call was made, and how long it took, is the caller's own. */
    private static final Pattern OWN_CALLS =
            Pattern.compile("^kivuko_http_requests_seconds(_count|_sum|_max)(.*) \\S+$");

    private final World world;
    private final Transcript seen = new Transcript();
    private final Transcript operators = new Transcript();
    private int calls;

    WorldScript(World world) {
        this.world = world;
    }

    /** What the sender, a third agency and the state of nationality could observe. */
    Transcript seen() {
        return seen;
    }

    /** What operators could: here the worlds have to differ, or they are the same world. */
    Transcript operators() {
        return operators;
    }

    void play() {
        posts();
        whatFollows();
        observe("while it waits");
        officersDecide();
        observe("once officers decided");
        clocksRunOut();
        capIsReached();
        theDayEnds();
        observe("at the end");
    }

    private void posts() {
        ObjectNode arrest = alert("arrest-1", "PER-ARREST", SOUGHT, World.POLICE);
        dryRun("dry run", arrest);
        give("an arrest", arrest);
        give("a check of the same, to several", alert("check-1", "PER-CHECK", SOUGHT, "UGA.UPF UGA.DCIC ETH.EFP"));
        give("an arrest of somebody else, on the same link", alert("arrest-2", "PER-ARREST", ELSE, World.POLICE));
        give("a passport, with nobody sought", passport("passport-1"));
        post("the same again", arrest);
        ObjectNode other = arrest.deepCopy();
        ((ObjectNode) other.at("/data/subject/person")).put("surname", ELSE);
        post("other content under its id", other);
        post("without a person", nobody());
        world.desk(World.POLICE).fetchAll();
    }

    private void whatFollows() {
        ObjectNode update = alert("update-1", "PER-ARREST", SOUGHT, World.POLICE);
        ((ObjectNode) update.get("data"))
                .put("msgType", "Update")
                .putArray("references")
                .add(SENDER + "/arrest-1");
        give("an update", update);
        dryRun("dry run of a correction", correction("correction-0", "arrest-1"));
        give("a correction", correction("correction-1", "arrest-1"));
        give("a question", request("request-1", SOUGHT));
        give("a question about somebody else", request("request-2", ELSE));
        give("the recall of a question", recall("recall-2", "request-1"));
        give("a consent that nobody asked for", consent());
        give("a recall", recall("recall-1", "check-1"));
        world.desk(World.POLICE).fetchAll();
    }

    private void observe(String when) {
        for (String id : List.of(
                "arrest-1",
                "check-1",
                "arrest-2",
                "passport-1",
                "update-1",
                "correction-1",
                "request-1",
                "request-2",
                "recall-1",
                "recall-2",
                "consent-1")) {
            see(when, SENDER, "/v1/messages/" + id);
            for (String who : List.of(SENDER, "KEN.BMS", World.THIRD, "SOM.SPF")) {
                see(when, who, "/v1/threads/" + SENDER + "/" + id);
            }
        }
        receipts(when);
        for (String who : List.of(SENDER, World.THIRD, "ETH.RRS", "SOM.SPF", "KEN.DRS")) {
            for (String path : List.of("/v1/ops/held", "/v1/ops/late", "/v1/ops/queues", "/v1/agreements/matrix")) {
                see(when, who, path);
            }
        }
        for (String who : List.of(World.THIRD, "SOM.SPF", "ETH.ICS")) {
            seen.add(when + " inbox of " + who, world.desk(who).fetchAll());
            seen.add(when + " receipts of " + who, world.desk(who).receipts());
        }
        dryRun(when + " dry run", alert("dry-" + ++calls, "PER-CHECK", SOUGHT, World.POLICE));
        seen.add(when + " health " + world.openHealth());
        world.openFigures()
                .lines()
                .filter(line -> line.startsWith("kivuko_"))
                .sorted()
                .forEach(line -> seen.add(
                        when + " figures " + OWN_CALLS.matcher(line).replaceAll("kivuko_http_requests_seconds$1$2")));
        operators.add(when, world.held());
        operators.add(when + " inboxes", world.get("operator", "/v1/ops/queues"));
    }

    private void officersDecide() {
        String somebody = "{\"reason\":\"SPECIMEN\"}";
        for (String who : List.of(SENDER, World.THIRD, "KEN.DRS")) {
            seen.add(
                    "an officer of " + who,
                    world.post(who, "/v1/ops/held/01980a2f-3c15-7b1e-8d00-2f6a7c1b9e40/release", somebody));
        }
        decide("arrest-1", "release");
        decide("correction-1", "release");
        decide("update-1", "refuse");
        decide("request-1", "refuse");
        world.desk(World.POLICE).fetchAll();
    }

    private void decide(String id, String decision) {
        for (String ruling : world.held(id)) {
            operators.add(
                    decision + " " + id,
                    world.post(
                            World.AUTHORITY, "/v1/ops/held/" + ruling + "/" + decision, "{\"reason\":\"SPECIMEN\"}"));
            await().atMost(Desk.PATIENCE).until(() -> world.held(id).isEmpty());
        }
    }

    /** Nobody acknowledges a passport in time, either: its notice tells that the clocks have run. */
    private void clocksRunOut() {
        give("an arrest that is never fetched", alert("arrest-3", "PER-ARREST", SOUGHT, World.POLICE));
        give("an arrest of somebody else that is never fetched", alert("arrest-4", "PER-ARREST", ELSE, World.POLICE));
        world.advance(Duration.ofMinutes(16));
        receiptsUntil("late", "passport-1", 2);
        give("a passport that is acknowledged late, too", passport("passport-2"));
        world.advance(Duration.ofMinutes(16));
        receiptsUntil("late again", "passport-2", 2);
        world.desk(World.POLICE).fetchAll();
        observe("after the clocks");
    }

    /** Released at another time than judged: it counts from when it was judged, in both worlds. */
    private void capIsReached() {
        world.advance(Duration.ofMinutes(29));
        receiptsUntil("unanswered", "request-2", 1);
        for (int i = 1; i <= 9; i++) {
            give("the cap " + i, alert("capped-" + i, "PER-CHECK", i % 2 == 0 ? SOUGHT : ELSE, World.POLICE));
        }
    }

    private void theDayEnds() {
        world.advance(Duration.ofHours(25));
        await().atMost(Desk.PATIENCE).until(() -> world.held().isEmpty());
        give("a day later", alert("arrest-5", "PER-ARREST", SOUGHT, World.POLICE));
    }

    // ---- what is sent

    private ObjectNode alert(String id, String type, String surname, String to) {
        ObjectNode alert = passport(id).put("to", to);
        alert.remove("post");
        ((ObjectNode) alert.get("data")).put("alertType", type);
        ((ObjectNode) alert.at("/data/subject")).remove("document");
        ((ObjectNode) alert.at("/data/subject/person")).put("surname", surname).put("nationality", "ETH");
        return alert;
    }

    private ObjectNode passport(String id) {
        ObjectNode event = Samples.example("doc-stolen.json", world.now()).put("id", id);
        ((ObjectNode) event.get("data")).put("urgency", "Immediate");
        return event;
    }

    private ObjectNode nobody() {
        ObjectNode nobody = alert("nobody-1", "PER-CHECK", SOUGHT, World.POLICE);
        ((ObjectNode) nobody.get("data")).remove("subject");
        return nobody;
    }

    private ObjectNode bare(String id, String type) {
        ObjectNode event = alert(id, "PER-CHECK", SOUGHT, World.POLICE).put("type", "kivuko." + type + ".v1");
        event.remove("expires");
        event.putObject("data");
        return event;
    }

    private ObjectNode request(String id, String surname) {
        ObjectNode event = bare(id, "request");
        ObjectNode data = (ObjectNode) event.get("data");
        data.putArray("references");
        data.put("question", "movement").put("within", "PT1H");
        data.set("subject", alert(id, "PER-CHECK", surname, World.POLICE).at("/data/subject"));
        return event;
    }

    private ObjectNode correction(String id, String corrected) {
        ObjectNode event = bare(id, "correction");
        ObjectNode data = (ObjectNode) event.get("data");
        data.putArray("references").add(SENDER + "/" + corrected);
        data.put("reason", "error").put("replacementType", "kivuko.alert.v1");
        data.set("replacement", alert(id, "PER-ARREST", SOUGHT, World.POLICE).get("data"));
        return event;
    }

    private ObjectNode recall(String id, String recalled) {
        ObjectNode event = bare(id, "recall");
        ((ObjectNode) event.get("data"))
                .put("reason", "error")
                .putArray("references")
                .add(SENDER + "/" + recalled);
        return event;
    }

    private ObjectNode consent() {
        ObjectNode event = bare("consent-1", "consent");
        ObjectNode data = (ObjectNode) event.get("data");
        data.put("act", "grant").putArray("references").add(SENDER + "/arrest-1");
        data.putArray("recipients").add("SSD.DNPI");
        data.put("until", world.now().plus(Duration.ofDays(30)).toString());
        return event;
    }

    // ---- what is seen

    private void give(String step, ObjectNode event) {
        HttpResponse<String> answer = post(step, event);
        assertThat(answer.statusCode()).as(step + " " + answer.body()).isEqualTo(202);
        String id = event.get("id").asText();
        world.desk(SENDER).judged(id);
        see(step, SENDER, "/v1/messages/" + id);
        receipts(step);
    }

    private HttpResponse<String> post(String step, ObjectNode event) {
        HttpResponse<String> answer = world.desk(SENDER).post(event);
        seen.add(step + " posted", answer);
        return answer;
    }

    private void dryRun(String step, ObjectNode event) {
        seen.add(step, world.post(SENDER, "/v1/decisions", event.toString()));
    }

    private void see(String step, String who, String path) {
        seen.add(step + " " + who + " " + path, world.get(who, path));
    }

    private void receipts(String step) {
        seen.add(step + " receipts", inOrder(world.desk(SENDER).receipts()));
    }

    /** Both lanes end in one queue of receipts, each in its order. */
    private static List<JsonNode> inOrder(List<JsonNode> receipts) {
        return receipts.stream()
                .sorted(Comparator.comparing(receipt -> receipt.get("data").toString()))
                .toList();
    }

    /** Every receipt until all who owe this message something are late, and a little longer for the rest. */
    private void receiptsUntil(String step, String id, int owing) {
        var found = new ArrayList<JsonNode>();
        await().atMost(Desk.PATIENCE).until(() -> {
            found.addAll(world.desk(SENDER).receipts());
            return notices(found, id) == owing;
        });
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        found.addAll(world.desk(SENDER).receipts());
        seen.add(step + " receipts", inOrder(found));
    }

    private static long notices(List<JsonNode> receipts, String id) {
        return receipts.stream()
                .map(receipt -> receipt.get("data"))
                .filter(data -> data.path("id").asText().equals(id) && data.has("notice"))
                .count();
    }
}
