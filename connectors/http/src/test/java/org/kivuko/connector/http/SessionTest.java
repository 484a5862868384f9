package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.PostingTest.assertProblem;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kivuko.operations.people.AuditEntry;
import org.kivuko.operations.people.AuditOutcome;
import org.kivuko.operations.people.OperatorRole;
import org.kivuko.operations.people.Person;
import org.kivuko.operations.people.Scope;

/** Signing in at the console, and what a session is worth. */
class SessionTest {
    private static final String PASSWORD = "correct horse battery";

    private final TestDoor door = new TestDoor();

    @BeforeEach
    void open() {
        add("amina", OperatorRole.VIEWER);
        add("root", OperatorRole.ADMINISTRATOR);
        door.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    private void add(String login, OperatorRole role) {
        var person = new Person(login, "Desk", Set.of(role), Scope.ALL, false);
        door.people.add(person, Optional.of(TestDoor.PASSWORDS.digest(PASSWORD)), TestDoor.NOW);
    }

    private HttpResponse<String> signIn(String login, String password) {
        String body = "{\"login\": \"" + login + "\", \"password\": \"" + password + "\"}";
        return door.send(door.to("/v1/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    private HttpRequest.Builder with(HttpResponse<String> session, String path) {
        return door.to(path).header("Cookie", cookie(session));
    }

    private int status(HttpResponse<String> session) {
        return door.send(with(session, "/v1/ops/queues").GET()).statusCode();
    }

    @Test
    void whoSignsInIsToldWhoItIsAndGetsACookieThatScriptsAndOtherSitesCannotUse() {
        // When
        HttpResponse<String> answer = signIn("amina", PASSWORD);

        // Then
        JsonNode json = TestDoor.json(answer);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json.path("login").asText()).isEqualTo("amina");
        assertThat(json.path("roles").toString()).isEqualTo("[\"viewer\"]");
        assertThat(json.path("rights").toString()).isEqualTo("[\"SEE\"]");
        assertThat(json.path("scope").toString()).isEqualTo("{\"states\":[],\"agencies\":[]}");
        assertThat(json.path("demonstration").asBoolean()).isTrue();
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("kivuko-session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
        assertThat(status(answer)).isEqualTo(200);
        assertThat(TestDoor.json(door.send(with(answer, "/v1/session").GET()))).isEqualTo(json);
    }

    @Test
    void behindTlsTheCookieNeverLeavesIt() {
        HttpResponse<String> answer = door.send(door.to("/v1/session")
                .header("Content-Type", "application/json")
                .header("X-Forwarded-Proto", "https")
                .POST(BodyPublishers.ofString("{\"login\": \"amina\", \"password\": \"" + PASSWORD + "\"}")));

        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).endsWith("; Secure");
    }

    @Test
    void unknownLoginsWrongPasswordsAndLockedPeopleAreAnsweredAlike() {
        // Given
        door.people.change(new Person("amina", "Desk", Set.of(OperatorRole.VIEWER), Scope.ALL, true), TestDoor.NOW);

        // When
        HttpResponse<String> locked = signIn("amina", PASSWORD);
        HttpResponse<String> wrong = signIn("root", "not the password");
        HttpResponse<String> unknown = signIn("nobody", PASSWORD);

        // Then
        assertProblem(wrong, 401, "NOT_AUTHENTICATED");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(locked.body()).isEqualTo(wrong.body());
        assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(door.audit.entries())
                .extracting(AuditEntry::login, AuditEntry::outcome)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("amina", AuditOutcome.REFUSED),
                        org.assertj.core.groups.Tuple.tuple("root", AuditOutcome.REFUSED),
                        org.assertj.core.groups.Tuple.tuple("unknown", AuditOutcome.REFUSED));
    }

    @Test
    void afterFiveWrongPasswordsTheRightOneIsWrongForAQuarterOfAnHour() {
        // Given
        for (int i = 0; i < 5; i++) {
            signIn("amina", "wrong password " + i);
        }

        // When and Then
        assertThat(signIn("amina", PASSWORD).statusCode()).isEqualTo(401);
        door.now = TestDoor.NOW.plus(Duration.ofMinutes(15)).minusMillis(1);
        assertThat(signIn("amina", PASSWORD).statusCode()).isEqualTo(401);
        door.now = TestDoor.NOW.plus(Duration.ofMinutes(15));
        assertThat(signIn("amina", PASSWORD).statusCode()).isEqualTo(200);
        assertThat(signIn("amina", "one slip").statusCode()).isEqualTo(401);
        assertThat(signIn("amina", PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionEndsHalfAnHourAfterTheLastCallAndTwelveHoursAfterItsBegin() {
        // Given
        HttpResponse<String> idle = signIn("amina", PASSWORD);
        door.now = TestDoor.NOW.plus(Duration.ofMinutes(30));
        assertThat(status(idle)).isEqualTo(401);

        // When
        HttpResponse<String> busy = signIn("amina", PASSWORD);
        for (int i = 1; i <= 28; i++) {
            door.now = door.now.plus(Duration.ofMinutes(25));
            assertThat(status(busy)).isEqualTo(200);
        }

        // Then: 11 h 40 min have passed
        door.now = door.now.plus(Duration.ofMinutes(20));
        assertThat(status(busy)).isEqualTo(401);
    }

    @Test
    void whatChangesSomethingNeedsTheSecretThatOtherSitesCannotRead() {
        // Given
        HttpResponse<String> session = signIn("root", PASSWORD);
        String csrf = TestDoor.json(session).path("csrf").asText();
        String change = "{\"locked\": true, \"reason\": \"left\"}";

        // When and Then
        for (String wrong : new String[] {"", "x", csrf.substring(1) + "0"}) {
            HttpResponse<String> refused = door.send(with(session, "/v1/ops/people/amina")
                    .header("Content-Type", "application/json")
                    .header("X-CSRF-Token", wrong)
                    .POST(BodyPublishers.ofString(change)));
            assertProblem(refused, 403, "NOT_ALLOWED");
        }
        HttpResponse<String> without = door.send(with(session, "/v1/ops/people/amina")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(change)));
        assertProblem(without, 403, "NOT_ALLOWED");
        assertThat(door.people.person("amina").orElseThrow().locked()).isFalse();
        HttpResponse<String> done = door.send(with(session, "/v1/ops/people/amina")
                .header("Content-Type", "application/json")
                .header("X-CSRF-Token", csrf)
                .POST(BodyPublishers.ofString(change)));
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(door.people.person("amina").orElseThrow().locked()).isTrue();
    }

    @Test
    void aSessionEndsByItselfOrWithItsPersonsRights() {
        // Given
        HttpResponse<String> first = signIn("amina", PASSWORD);
        HttpResponse<String> second = signIn("amina", PASSWORD);

        // When and Then
        HttpResponse<String> ended = door.send(with(first, "/v1/session/end")
                .header("X-CSRF-Token", TestDoor.json(first).path("csrf").asText())
                .POST(BodyPublishers.noBody()));
        assertThat(ended.statusCode()).isEqualTo(204);
        assertThat(ended.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(status(first)).isEqualTo(401);
        assertThat(status(second)).isEqualTo(200);

        for (String change : new String[] {
            "\"locked\": true", "\"locked\": false", "\"roles\": [\"auditor\"]", "\"newPassword\": true"
        }) {
            HttpResponse<String> session = signIn("amina", PASSWORD);
            HttpResponse<String> done = door.post(
                    "/v1/ops/people/amina", OPERATOR_KEY, "application/json", "{\"reason\": \"test\", " + change + "}");
            assertThat(done.statusCode()).as(change).isEqualTo(200);
            if (session.statusCode() == 200) {
                assertThat(status(session)).as(change).isEqualTo(401);
            }
        }
        assertThat(status(second)).isEqualTo(401);
        assertThat(signIn("amina", PASSWORD).statusCode()).isEqualTo(401);
    }

    @Test
    void twoCookiesOrAForgedOneAreNobody() {
        // Given
        HttpResponse<String> session = signIn("amina", PASSWORD);

        // When and Then
        assertThat(door.send(with(session, "/v1/ops/queues")
                                .header("Cookie", "kivuko-session=forged")
                                .GET())
                        .statusCode())
                .isEqualTo(401);
        assertThat(door.send(door.to("/v1/ops/queues")
                                .header("Cookie", "kivuko-session=" + "A".repeat(43))
                                .GET())
                        .statusCode())
                .isEqualTo(401);
    }
}
