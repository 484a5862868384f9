package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.PostingTest.assertProblem;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kivuko.exchange.QueueRow;
import org.kivuko.operations.watch.AlertKind;
import org.kivuko.operations.watch.PostTally;
import org.kivuko.operations.watch.Posts;
import org.kivuko.operations.watch.Traffic;

class WatchCallsTest {
    private static final String JSON = "application/json";

    @RegisterExtension
    final TestDoor door = new TestDoor();

    private JsonNode get(String path) {
        HttpResponse<String> answer = door.get(path, OPERATOR_KEY);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestDoor.json(answer);
    }

    private HttpResponse<String> post(String path, String body) {
        return door.post(path, OPERATOR_KEY, JSON, body);
    }

    private JsonNode one(UUID alert) {
        for (JsonNode each : get("/v1/ops/alerts?state=all").get("alerts")) {
            if (each.get("alert").asText().equals(alert.toString())) {
                return each;
            }
        }
        throw new AssertionError("no alert " + alert);
    }

    @Test
    void givenAlerts_whenAskedForByState_thenEachIsInItsList_newestFirstAndInPages() {
        door.watched.add(AlertKind.DEPTH, "hub.quarantine", Optional.empty());
        door.watched.add(AlertKind.SILENCE, "KEN.DIS", Optional.of(TestDoor.NOW));
        door.watched.add(AlertKind.DISK, "data", Optional.empty());

        JsonNode first = get("/v1/ops/alerts?state=all&max=2");
        JsonNode second =
                get("/v1/ops/alerts?state=all&max=2&after=" + first.get("next").asText());

        assertThat(first.findValuesAsText("target")).containsExactly("data", "KEN.DIS");
        assertThat(second.findValuesAsText("target")).containsExactly("hub.quarantine");
        assertThat(second.has("next")).isFalse();
        assertThat(get("/v1/ops/alerts").findValuesAsText("target")).containsExactly("data", "hub.quarantine");
        assertThat(get("/v1/ops/alerts?state=ended").findValuesAsText("endedAt"))
                .hasSize(1);
        assertProblem(door.get("/v1/ops/alerts?state=some", OPERATOR_KEY), 400, "SCHEMA_VIOLATION");
        assertProblem(door.get("/v1/ops/alerts?max=201", OPERATOR_KEY), 400, "SCHEMA_VIOLATION");
    }

    @Test
    void givenAnAlert_whenSomebodyActs_thenItIsShown_andTheAuditHasItWithoutTheText() {
        UUID alert = door.watched.add(AlertKind.DEPTH, "hub.quarantine", Optional.empty());
        String path = "/v1/ops/alerts/" + alert;
        String note = "{\"key\":\"" + UUID.randomUUID() + "\",\"text\":\"called Jane SPECIMEN\"}";

        assertThat(post(path + "/acknowledge", "{}").statusCode()).isEqualTo(200);
        assertThat(post(path + "/assign", "{\"to\":\"night\"}").statusCode()).isEqualTo(200);
        post(path + "/note", note);
        HttpResponse<String> answer = post(path + "/note", note);

        assertThat(TestDoor.json(answer)).isEqualTo(one(alert));
        assertThat(one(alert).at("/acknowledged/by").asText()).isEqualTo("operator");
        assertThat(one(alert).get("assigned").asText()).isEqualTo("night");
        assertThat(one(alert).get("notes")).hasSize(1);
        assertThat(one(alert).at("/notes/0/text").asText()).isEqualTo("called Jane SPECIMEN");
        assertThat(door.audit.entries()).hasSize(4).allSatisfy(entry -> {
            assertThat(entry.target()).isEqualTo(alert.toString());
            assertThat(entry.before() + entry.after()).contains("notes").doesNotContain("SPECIMEN");
        });
    }

    @Test
    void givenNoSuchAlertOrABadBody_whenSomebodyActs_thenEveryFaultIsNamed() {
        UUID alert = door.watched.add(AlertKind.DEPTH, "hub.quarantine", Optional.empty());

        assertProblem(post("/v1/ops/alerts/" + UUID.randomUUID() + "/acknowledge", "{}"), 404, "NOT_FOUND");
        assertProblem(post("/v1/ops/alerts/none/acknowledge", "{}"), 404, "NOT_FOUND");
        assertProblem(post("/v1/ops/alerts/" + alert + "/acknowledge", "[]"), 400, "UNREADABLE");
        HttpResponse<String> answer = post("/v1/ops/alerts/" + alert + "/note", "{\"txt\":\"a\",\"text\":\" \"}");
        assertProblem(answer, 422, "SCHEMA_VIOLATION");
        assertThat(TestDoor.json(answer).get("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("", "/text", "/key");
        assertThat(one(alert).get("notes")).isEmpty();
    }

    @Test
    void givenThresholds_whenOneIsSetSwitchedOffAndTakenBack_thenItIsShownWithWhoseItIs() {
        String reason = ",\"reason\":\"rain\"}";
        assertThat(threshold("DEPTH", "*").get("from").asText()).isEqualTo("usual");

        post("/v1/ops/thresholds", "{\"kind\":\"DEPTH\",\"attention\":7" + reason);
        assertThat(threshold("DEPTH", "*").get("attention").asInt()).isEqualTo(7);
        assertThat(threshold("DEPTH", "*").get("urgent").asInt()).isEqualTo(14);
        assertThat(threshold("DEPTH", "*").get("by").asText()).isEqualTo("operator");

        post("/v1/ops/thresholds", "{\"kind\":\"SILENCE\",\"target\":\"KEN.DIS\",\"watched\":false" + reason);
        assertThat(threshold("SILENCE", "KEN.DIS").get("watched").asBoolean()).isFalse();

        post("/v1/ops/thresholds", "{\"kind\":\"DEPTH\"" + reason);
        assertThat(threshold("DEPTH", "*").get("from").asText()).isEqualTo("usual");
        assertThat(door.audit.entries().get(0).after()).contains("\"attention\":7");
        assertThat(door.audit.entries().get(0).before()).contains("\"from\":\"usual\"");
    }

    private JsonNode threshold(String kind, String target) {
        for (JsonNode each : get("/v1/ops/thresholds").get("thresholds")) {
            if (each.get("kind").asText().equals(kind)
                    && each.get("target").asText().equals(target)) {
                return each;
            }
        }
        throw new AssertionError("no threshold for " + kind + " " + target);
    }

    @Test
    void givenABadThreshold_whenItIsSet_thenNothingIs() {
        for (String body : List.of(
                "{\"kind\":\"DEEP\",\"attention\":7,\"reason\":\"x\"}",
                "{\"kind\":\"DEPTH\",\"attention\":0,\"reason\":\"x\"}",
                "{\"kind\":\"DISK\",\"attention\":101,\"reason\":\"x\"}",
                "{\"kind\":\"DEPTH\",\"attention\":7}",
                "{\"kind\":\"DEPTH\",\"attention\":7,\"watched\":false,\"reason\":\"x\"}")) {
            assertProblem(post("/v1/ops/thresholds", body), 422, "SCHEMA_VIOLATION");
        }
        assertThat(door.watched.choices).isEmpty();
    }

    @Test
    void givenTraffic_whenTheTopologyIsAskedFor_thenAgenciesShowWhatWaitsAndPairsWhatWasRuled() {
        door.watched.queues.add(new QueueRow("agency.KEN.DIS.inbox", 3, 0, 0, 0));
        door.watched.queues.add(new QueueRow("agency.KEN.DIS.inbox.urgent", 2, 1, 0, 0));
        door.watched.flows.add(new Traffic.Flow("KEN.DIS", "UGA.DCIC", "refused", 4));

        JsonNode topology = get("/v1/ops/topology");

        JsonNode agency = find(find(topology.get("states"), "state", "KEN").get("agencies"), "agency", "KEN.DIS");
        assertThat(agency.at("/queues/waiting").asInt()).isEqualTo(5);
        assertThat(agency.at("/queues/unattended").asInt()).isEqualTo(1);
        assertThat(agency.get("lastSeen").asText()).isNotEmpty();
        JsonNode pair = java.util.stream.StreamSupport.stream(
                        topology.get("pairs").spliterator(), false)
                .filter(each -> each.get("from").asText().equals("KEN")
                        && each.get("to").asText().equals("UGA"))
                .findFirst()
                .orElseThrow();
        assertThat(pair.get("refused24h").asInt()).isEqualTo(4);
        assertThat(pair.get("released24h").asInt()).isZero();
        assertThat(pair.get("suspended").asBoolean()).isFalse();
    }

    private static JsonNode find(JsonNode list, String member, String value) {
        for (JsonNode each : list) {
            if (each.get(member).asText().equals(value)) {
                return each;
            }
        }
        throw new AssertionError("no " + member + " " + value);
    }

    @Test
    void givenCountsAtAPost_whenCrossingsAreAskedFor_thenTrafficGoesBothWaysAndASilentOneIsUnknown() {
        var crossing = org.kivuko.testkit.SmallWorld.agreements()
                .directory()
                .crossings()
                .iterator()
                .next();
        var here = crossing.sides().get(0);
        var there = crossing.sides().get(1);
        assertThat(find(get("/v1/ops/posts").get("crossings"), "crossing", crossing.id())
                        .get("status")
                        .asText())
                .isEqualTo("unknown");

        door.watched.figures = new Posts.Figures(
                Map.of(
                        new PostTally.Way(here.post(), Optional.empty()), 9L,
                        new PostTally.Way(here.post(), Optional.of(there.state())), 6L),
                Map.of(here.post(), TestDoor.NOW.minusSeconds(60)));

        JsonNode shown = find(get("/v1/ops/posts").get("crossings"), "crossing", crossing.id());
        assertThat(shown.at("/sides/0/messages24h").asInt()).isEqualTo(9);
        assertThat(shown.at("/sides/0/lastReport").asText()).isNotEmpty();
        assertThat(shown.get("traffic24h")
                        .get(here.post() + "->" + there.post())
                        .asInt())
                .isEqualTo(6);
        assertThat(shown.get("traffic24h")
                        .get(there.post() + "->" + here.post())
                        .asInt())
                .isZero();
        assertThat(shown.get("status").asText()).isEqualTo("open");
    }
}
