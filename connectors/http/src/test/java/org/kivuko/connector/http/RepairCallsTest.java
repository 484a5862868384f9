package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;
import static org.kivuko.connector.http.TestDoor.json;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kivuko.operations.people.OperatorRole;
import org.kivuko.operations.people.Person;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.people.SignIn;

/** Purging queues and mending copies. */
class RepairCallsTest {
    private static final String COPY = "/v1/ops/failures/hub.quarantine/" + FakeRedrives.COPY;

    @RegisterExtension
    final TestDoor door = new TestDoor();

    private HttpResponse<String> post(String path, String body) {
        return door.post(path, OPERATOR_KEY, Answer.JSON, body);
    }

    private static String purge(String queue) {
        return "{\"queue\":\"" + queue + "\",\"reason\":\"old\",\"key\":\"" + UUID.randomUUID() + "\"}";
    }

    private static String act() {
        return "{\"reason\":\"read it\",\"key\":\"" + UUID.randomUUID() + "\"}";
    }

    /** Seen to fail with any name, and with none. */
    @Test
    void aQueueIsPurgedByWhoHasTypedItsName() {
        String path = "/v1/ops/queues/hub.quarantine/purge";

        PostingTest.assertProblem(post(path, purge("hub.dead")), 422, "SCHEMA_VIOLATION");
        PostingTest.assertProblem(post(path, "{\"reason\":\"old\"}"), 422, "SCHEMA_VIOLATION");
        PostingTest.assertProblem(post(path, act()), 422, "SCHEMA_VIOLATION");
        assertThat(door.redrives.purged).isEmpty();
        assertThat(json(post(path, purge("hub.quarantine"))).path("removed").asInt())
                .isEqualTo(3);
    }

    @Test
    void nothingOfAnInboxOrAnOutboxIsEverPurged() {
        for (String queue : Set.of(FakeQueues.INBOX, "agency.KEN.DIS.outbox")) {
            PostingTest.assertProblem(
                    post("/v1/ops/queues/" + queue + "/purge", purge(queue)), 422, "SCHEMA_VIOLATION");
        }
        assertThat(door.redrives.purged).isEmpty();
    }

    @Test
    void aDeliveryThatHasNotComeToItsEndStays() {
        assertThat(json(post("/v1/ops/queues/hub.dead/purge", purge("hub.dead")))
                        .path("kept")
                        .asInt())
                .isEqualTo(1);
        post("/v1/ops/queues/hub.expired/purge", purge("hub.expired"));

        assertThat(door.redrives.purged.get("hub.dead")).containsExactlyInAnyOrder(2L, 3L);
        assertThat(door.redrives.purged.get("hub.expired")).containsExactlyInAnyOrder(2L, 3L);
    }

    /** Seen to fail with an author who may decide. */
    @Test
    void whoHasProposedAnEditDoesNotDecideAboutIt() throws Exception {
        // Given
        String body = "{\"body\":\"{}\",\"reason\":\"a comma\",\"key\":\"" + UUID.randomUUID() + "\"}";
        HttpResponse<String> proposed = post(COPY + "/edit", body);
        String edit = "/v1/ops/edits/" + json(proposed).path("edit").asText();

        // When and Then
        assertThat(proposed.statusCode()).isEqualTo(201);
        assertThat(json(post(COPY + "/edit", body)).path("edit"))
                .isEqualTo(json(proposed).path("edit"));
        assertThat(door.redrives.kept).hasSize(1);
        PostingTest.assertProblem(post(edit + "/approve", act()), 403, "NOT_ALLOWED");
        assertThat(another(edit + "/approve", OperatorRole.VIEWER).statusCode()).isEqualTo(403);
        assertThat(json(another(edit + "/approve", OperatorRole.OPERATOR))
                        .path("state")
                        .asText())
                .isEqualTo("approved");
        assertThat(another(edit + "/refuse", OperatorRole.REVIEWER).statusCode())
                .isEqualTo(409);
        assertThat(json(post(edit + "/content", "{\"purpose\":\"repair\",\"reason\":\"to approve\"}"))
                        .path("text")
                        .asText())
                .isEqualTo("{}");
        assertThat(door.get("/v1/ops/edits", OPERATOR_KEY).body()).doesNotContain("{}");
    }

    private HttpResponse<String> another(String path, OperatorRole role) throws Exception {
        var person = new Person("p-" + role.code(), "Desk", Set.of(role), Scope.ALL, false);
        door.people.add(person, Optional.empty(), TestDoor.NOW);
        SignIn.SignedIn session = new SignIn(door.people, TestDoor.PASSWORDS).begin(person, TestDoor.NOW);
        return door.send(door.to(path)
                .header("Cookie", Sessions.COOKIE + "=" + session.token().text())
                .header(Sessions.CSRF_HEADER, session.token().csrf())
                .header("Content-Type", Answer.JSON)
                .POST(BodyPublishers.ofString(act())));
    }
}
