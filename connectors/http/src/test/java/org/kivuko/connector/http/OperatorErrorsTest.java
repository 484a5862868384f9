package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kivuko.exchange.Reader;
import org.kivuko.operations.people.OperatorRole;
import org.kivuko.operations.people.Person;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.people.SignIn;

/** What operators and their programs do wrong is answered once, with every fault and its place. */
class OperatorErrorsTest {
    private static final String JSON = "application/json";

    @RegisterExtension
    private final TestDoor door = new TestDoor();

    private SignIn.SignedIn operator() {
        var person = new Person("desk", "Desk", Set.of(OperatorRole.OPERATOR), Scope.ALL, false);
        door.people.add(person, Optional.empty(), TestDoor.NOW);
        return new SignIn(door.people, TestDoor.PASSWORDS).begin(person, TestDoor.NOW);
    }

    private static List<String> places(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        var places = new ArrayList<String>();
        TestDoor.json(answer)
                .path("errors")
                .forEach(error -> places.add(error.path("pointer").asText()));
        return places;
    }

    private static String detail(HttpResponse<String> answer) {
        return TestDoor.json(answer).path("detail").asText();
    }

    /** Seen to fail with faults of queries that had no place, and with a list that told of its parameters in one sentence. */
    @Test
    void everyParameterThatIsWrongIsNamedAsThePlace() {
        var wrong = Map.of(
                "/v1/ops/queues?agency=kenya&kind=x&only=x&sort=size&max=0",
                        List.of("/agency", "/kind", "/only", "/sort", "/max"),
                "/v1/ops/queues?sort=queue&after=!", List.of("/after"),
                "/v1/ops/queues/hub.dead?span=P1Y", List.of("/span"),
                "/v1/ops/failures?queue=other", List.of("/queue"),
                "/v1/ops/failures/hub.quarantine?agency=x&max=1000&after=x", List.of("/agency", "/max", "/after"),
                "/v1/ops/audit?from=yesterday&until=2026-13-01&after=x&max=-1",
                        List.of("/from", "/until", "/after", "/max"),
                "/v1/ops/alerts?state=new&max=201&after=x", List.of("/max", "/after", "/state"),
                "/v1/ops/held?max=101&after=x", List.of("/max", "/after"),
                "/v1/ops/messages?since=noon&max=0&outcome=lost", List.of("/outcome", "/since", "/max"),
                "/v1/ops/redrives?max=zero", List.of("/max"));
        wrong.forEach((path, places) -> {
            HttpResponse<String> answer = door.get(path, OPERATOR_KEY);
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(places(answer)).as(path).containsExactlyInAnyOrderElementsOf(places);
        });
    }

    @Test
    void everyUnknownOrRepeatedParameterIsToldAtOnce() {
        HttpResponse<String> answer = door.get("/v1/ops/queues?page=2&size=10&max=1&max=2", OPERATOR_KEY);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(places(answer)).containsExactly("", "", "/max");
        assertThat(TestDoor.json(answer).at("/errors/0/detail").asText()).contains("known are after, agency");
        assertThat(answer.body()).doesNotContain("page", "size=");
    }

    @Test
    void everyMemberThatIsWrongIsNamedAsThePlace() {
        HttpResponse<String> signIn = door.post("/v1/session", OPERATOR_KEY, JSON, "{\"login\": 7, \"pass\": \"x\"}");
        HttpResponse<String> pause = door.post("/v1/ops/queues/hub.dead/pause", OPERATOR_KEY, JSON, "{\"why\": 1}");
        HttpResponse<String> noJson = door.post("/v1/ops/queues/hub.dead/pause", OPERATOR_KEY, JSON, "reason=x");

        assertThat(places(signIn)).containsExactlyInAnyOrder("", "/login", "/password");
        assertThat(signIn.body()).doesNotContain("pass\"");
        assertThat(places(pause)).containsExactlyInAnyOrder("", "/reason", "/key");
        assertThat(noJson.statusCode()).isEqualTo(400);
        assertThat(detail(noJson)).isEqualTo("Expected a JSON object.");
        assertThat(places(door.post("/v1/ops/redrives", OPERATOR_KEY, JSON, "{\"set\": \"x\", \"count\": 0}")))
                .containsExactlyInAnyOrder("/reason", "/key", "/set", "/count", "/ratePerSecond");
        assertThat(places(
                        door.post("/v1/ops/held/x/release", OPERATOR_KEY, JSON, "{\"reason\": \"yes\", \"more\": 1}")))
                .containsExactly("");
    }

    /** Seen to fail with a refusal that offered XML, which no call of operators takes. */
    @Test
    void aBodyOfAnotherTypeIsRefusedWithTheTypeThatIsTaken() {
        for (String type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded")) {
            HttpResponse<String> answer = door.post("/v1/ops/queues/hub.dead/pause", OPERATOR_KEY, type, "reason=x");
            assertThat(answer.statusCode()).as(type).isEqualTo(415);
            assertThat(detail(answer)).isEqualTo("Taken as Content-Type: application/json; not compressed.");
        }
    }

    @Test
    void aBodyThatIsTooLargeAndAMethodThatIsNotOfferedAreToldWithWhatIs() {
        HttpResponse<String> large =
                door.post("/v1/ops/queues/hub.dead/pause", OPERATOR_KEY, JSON, " ".repeat(Reader.MAX_BYTES + 1));
        HttpResponse<String> method = door.send(door.to("/v1/ops/queues")
                .header("Authorization", "Bearer " + OPERATOR_KEY)
                .DELETE());

        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(detail(large)).contains(Integer.toString(Reader.MAX_BYTES));
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(detail(method)).contains("GET");
        assertThat(method.headers().firstValue("Allow"))
                .hasValueSatisfying(allow -> assertThat(allow).contains("GET"));
    }

    /** Seen to fail with an answer to an ended session that asked for a key. */
    @Test
    void aSessionThatHasEndedIsToldHowToGoOn() {
        SignIn.SignedIn in = operator();
        String cookie = Sessions.COOKIE + "=" + in.token().text();
        door.people.end(in.token().digest());

        HttpResponse<String> ended = door.send(door.to("/v1/ops/queues").header("Cookie", cookie));
        HttpResponse<String> nobody = door.send(door.to("/v1/ops/queues"));
        HttpResponse<String> wrongKey = door.get("/v1/ops/queues", "no-key-of-anybody");

        assertThat(ended.statusCode()).isEqualTo(401);
        assertThat(detail(ended))
                .contains("session has ended", "POST /v1/session")
                .doesNotContain("Bearer");
        assertThat(detail(nobody)).contains("Bearer KEY", "POST /v1/session");
        assertThat(wrongKey.statusCode()).isEqualTo(401);
        assertThat(wrongKey.body()).doesNotContain("no-key-of-anybody");
    }

    @Test
    void anActWithoutTheSecretOfItsPageIsToldWhichHeaderIsMissing() {
        SignIn.SignedIn in = operator();

        HttpResponse<String> answer = door.send(door.to("/v1/ops/queues/hub.dead/pause")
                .header("Cookie", Sessions.COOKIE + "=" + in.token().text())
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofString("{}")));

        HttpResponse<String> otherMethod = door.send(door.to("/v1/ops/queues")
                .header("Cookie", Sessions.COOKIE + "=" + in.token().text())
                .DELETE());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(detail(answer)).contains(Sessions.CSRF_HEADER);
        assertThat(otherMethod.statusCode()).isEqualTo(405);
    }

    @Test
    void whatIsNotThereIsAnsweredAlikeWhateverItIsCalled() {
        for (String path : List.of(
                "/v1/ops/queues/agency.XXX.NO.inbox",
                "/v1/ops/failures/other",
                "/v1/ops/redrives/7",
                "/v1/ops/redrives/1b671a64-40d5-491e-99b0-da01ff1f3341/results",
                "/v1/ops/held/x",
                "/v1/ops/messages/KEN.DIS/none",
                "/v1/ops/nothing")) {
            JsonNode answer = TestDoor.json(door.get(path, OPERATOR_KEY));
            assertThat(answer.path("status").asInt()).as(path).isEqualTo(404);
            assertThat(answer.path("code").asText()).isEqualTo("NOT_FOUND");
        }
    }
}
