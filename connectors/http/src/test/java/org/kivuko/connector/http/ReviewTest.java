package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.TestDoor.KEN_KEY;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.TermEnded;
import org.kivuko.model.MessageJson;
import org.kivuko.operations.people.OperatorRole;
import org.kivuko.operations.people.Person;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.people.SignIn;
import org.kivuko.testkit.LedgerCast;
import org.kivuko.testkit.SmallWorld;

/** What is held is shown to those who decide about it, and to nobody else. */
class ReviewTest {
    private final TestDoor door = new TestDoor();
    private final LedgerCast cast = new LedgerCast();
    private final Delivery held = LedgerCast.held(cast.receiver, TestDoor.NOW.plus(Duration.ofHours(1)));

    @BeforeEach
    void holdOne() throws TermEnded {
        door.rulebook = SmallWorld::agreements;
        door.open();
        door.waiting.record(
                door.waiting.begin(cast.outbox, 0), 1, List.of(cast.message("m-1", "a", TestDoor.NOW, held)));
    }

    @AfterEach
    void close() {
        door.close();
    }

    private HttpResponse<String> decide(String key, UUID ruling, String decision, String body) {
        return door.post("/v1/ops/held/" + ruling + "/" + decision, key, "application/json", body);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return MessageJson.tree(response.body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void showsOperatorsWhatIsHeldWithoutContent() {
        JsonNode row = json(door.get("/v1/ops/held", OPERATOR_KEY)).at("/held/0");
        assertThat(row.get("ruling").asText()).isEqualTo(held.id().toString());
        assertThat(row.get("id").asText()).isEqualTo("m-1");
        assertThat(row.get("agency").asText()).isEqualTo(cast.receiver.toString());
        assertThat(row.get("cause").asText()).isEqualTo("review");
        assertThat(row.get("until").asText()).isEqualTo("2026-11-23T09:00:00.000Z");
        assertThat(row.get("decided").asBoolean()).isFalse();
    }

    @Test
    void goesOnWhereAPageHasEnded() throws TermEnded {
        // Given
        var other = new LedgerCast();
        Delivery second = LedgerCast.held(other.receiver, TestDoor.NOW.plus(Duration.ofHours(1)));
        door.waiting.record(
                door.waiting.begin(other.outbox, 0), 1, List.of(other.message("m-2", "a", TestDoor.NOW, second)));

        // When
        JsonNode page = json(door.get("/v1/ops/held?max=1", OPERATOR_KEY));
        JsonNode next =
                json(door.get("/v1/ops/held?max=1&after=" + page.path("next").asText(), OPERATOR_KEY));

        // Then
        assertThat(page.at("/held/0/ruling").asText()).isEqualTo(held.id().toString());
        assertThat(next.at("/held/0/ruling").asText()).isEqualTo(second.id().toString());
        assertThat(next.has("next")).isFalse();
        assertThat(json(door.get("/v1/ops/held?max=0&after=x", OPERATOR_KEY)).path("errors"))
                .hasSize(2);
    }

    @Test
    void showsOneOfThemToWhoeverSeesItInTheList() {
        // Given
        JsonNode row = json(door.get("/v1/ops/held", OPERATOR_KEY)).at("/held/0");

        // Then
        assertThat(json(door.get("/v1/ops/held/" + held.id(), OPERATOR_KEY))).isEqualTo(row);
        PostingTest.assertProblem(door.get("/v1/ops/held/" + held.id(), KEN_KEY), 404, "NOT_FOUND");
        PostingTest.assertProblem(door.get("/v1/ops/held/" + UUID.randomUUID(), OPERATOR_KEY), 404, "NOT_FOUND");
        PostingTest.assertProblem(door.get("/v1/ops/held/none", OPERATOR_KEY), 404, "NOT_FOUND");
    }

    @Test
    void takesTheFirstDecisionAndRefusesTheSecond() {
        // When
        HttpResponse<String> first = decide(OPERATOR_KEY, held.id(), "refuse", "{\"reason\":\"no ground\"}");
        HttpResponse<String> second = decide(OPERATOR_KEY, held.id(), "release", "{\"reason\":\"changed my mind\"}");

        // Then
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.body()).isEqualTo("{\"ruling\":\"" + held.id() + "\",\"decision\":\"refuse\"}");
        PostingTest.assertProblem(second, 409, "CONFLICT");
        assertThat(json(door.get("/v1/ops/held", OPERATOR_KEY))
                        .at("/held/0/decided")
                        .asBoolean())
                .isTrue();
    }

    /** A reviewer with this scope, in a session. */
    private HttpRequest.Builder reviewer(String path, Scope scope) {
        var person = new Person("r-" + scope.hashCode(), "Desk", Set.of(OperatorRole.REVIEWER), scope, false);
        door.people.add(person, Optional.empty(), TestDoor.NOW);
        var token = new SignIn(door.people, TestDoor.PASSWORDS)
                .begin(person, TestDoor.NOW)
                .token();
        return door.to(path)
                .header("Cookie", Sessions.COOKIE + "=" + token.text())
                .header(Sessions.CSRF_HEADER, token.csrf())
                .header("Content-Type", "application/json");
    }

    @Test
    void whatIsOutOfScopeIsNotThere() {
        // Given
        var elsewhere = new Scope(Set.of("SOM"), Set.of());
        var here = new Scope(Set.of(), Set.of(cast.receiver));
        String one = "/v1/ops/held/" + held.id();
        var reason = BodyPublishers.ofString("{\"reason\": \"seen to it\", \"key\": \"any\"}");

        // When and Then
        assertThat(json(door.send(reviewer("/v1/ops/held", elsewhere).GET())).path("held"))
                .isEmpty();
        PostingTest.assertProblem(door.send(reviewer(one, elsewhere).GET()), 404, "NOT_FOUND");
        PostingTest.assertProblem(
                door.send(reviewer(one + "/release", elsewhere).POST(reason)), 404, "NOT_FOUND");
        assertThat(json(door.send(reviewer("/v1/ops/held", here).GET())).path("held"))
                .hasSize(1);
        assertThat(door.send(reviewer(one, here).GET()).statusCode()).isEqualTo(200);
        assertThat(door.send(reviewer(one + "/release", here).POST(reason)).statusCode())
                .isEqualTo(202);
    }

    @Test
    void agenciesLearnNotEvenWhetherSomethingIsHeld() {
        PostingTest.assertProblem(door.get("/v1/ops/held", KEN_KEY), 403, "NOT_ALLOWED");
        String reason = "{\"reason\":\"let it go\"}";
        HttpResponse<String> known = decide(KEN_KEY, held.id(), "release", reason);
        HttpResponse<String> unknown = decide(KEN_KEY, UUID.randomUUID(), "release", reason);
        PostingTest.assertProblem(known, 403, "NOT_ALLOWED");
        assertThat(unknown.body()).isEqualTo(known.body());
        PostingTest.assertProblem(door.get("/v1/ops/late", KEN_KEY), 403, "NOT_ALLOWED");
    }

    @Test
    void aDecisionNeedsAReasonAndSomethingHeld() {
        for (String body : List.of("", "{}", "{\"reason\":\" \"}", "{\"reason\":1}", "{\"reason\":\"a\",\"b\":1}")) {
            PostingTest.assertProblem(decide(OPERATOR_KEY, held.id(), "release", body), 422, "SCHEMA_VIOLATION");
        }
        String reason = "{\"reason\":\"let it go\"}";
        PostingTest.assertProblem(decide(OPERATOR_KEY, UUID.randomUUID(), "release", reason), 404, "NOT_FOUND");
        HttpResponse<String> noId = door.post("/v1/ops/held/1/release", OPERATOR_KEY, "application/json", reason);
        PostingTest.assertProblem(noId, 404, "NOT_FOUND");
    }

    @Test
    void whatIsLateIsListedForOperators() {
        assertThat(door.get("/v1/ops/late", OPERATOR_KEY).body()).isEqualTo("{\"late\":[]}");
        PostingTest.assertProblem(door.get("/v1/ops/late?max=0", OPERATOR_KEY), 400, "SCHEMA_VIOLATION");
    }
}
