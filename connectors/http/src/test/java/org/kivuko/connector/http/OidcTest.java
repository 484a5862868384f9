package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.PostingTest.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.connector.http.oidc.OidcProvider;
import org.kivuko.connector.http.oidc.OidcSettings;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.AuditEntry;
import org.kivuko.operations.people.AuditOutcome;
import org.kivuko.operations.people.Grant;
import org.kivuko.operations.people.Identity;
import org.kivuko.operations.people.OperatorRole;
import org.kivuko.operations.people.Person;
import org.kivuko.operations.people.Scope;
import org.kivuko.testkit.oidc.TestProvider;
import org.kivuko.testkit.oidc.TokenShape;

/** Signing in at an OpenID Connect provider. */
class OidcTest {
    private static final String PASSWORD = "correct horse battery";
    private static final Scope KENYA = new Scope(Set.of("KEN"), Set.of(AgencyId.of("UGA.DCIC")));
    private static final TokenShape AMINA = TokenShape.of("sub-1", "amina", List.of("kivuko-operators", "staff"));

    @RegisterExtension
    final TestDoor door = new TestDoor();

    private final TestProvider provider = TestProvider.open();

    @BeforeEach
    void offer() {
        door.provider = new OidcProvider(
                new OidcSettings(
                        "National login",
                        provider.issuer(),
                        TestProvider.CLIENT,
                        () -> TestProvider.SECRET,
                        URI.create("http://127.0.0.1:" + door.port() + "/v1/session/oidc/back"),
                        List.of("openid", "profile"),
                        "preferred_username",
                        "groups",
                        List.of(
                                new Grant("kivuko-operators", Set.of(OperatorRole.OPERATOR), KENYA),
                                new Grant("kivuko-reviewers", Set.of(OperatorRole.REVIEWER), KENYA),
                                new Grant("kivuko-auditors", Set.of(OperatorRole.AUDITOR), Scope.ALL),
                                new Grant("kivuko-admins", Set.of(OperatorRole.ADMINISTRATOR), KENYA))),
                InstantSource.system());
        provider.answersWith(AMINA);
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private HttpResponse<String> leave(String to) {
        return door.send(door.to("/v1/session/oidc?to=" + to).GET());
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    /** As a browser does it that got this answer when it left. */
    private HttpResponse<String> back(HttpResponse<String> left, String address) {
        return door.send(HttpRequest.newBuilder(URI.create(address))
                .header("Cookie", cookie(left))
                .GET());
    }

    private String signedInThere(HttpResponse<String> left) {
        return provider.signIn(URI.create(location(left))).toString();
    }

    private HttpResponse<String> signIn() {
        HttpResponse<String> left = leave("/console/held");
        return back(left, signedInThere(left));
    }

    private JsonNode session(HttpResponse<String> in) {
        return TestDoor.json(
                door.send(door.to("/v1/session").header("Cookie", cookie(in)).GET()));
    }

    private void assertRefused(HttpResponse<String> answer, String why) {
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo("/console/?signin=" + why);
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(set -> set.startsWith("kivuko-session"));
    }

    private void assertWritten(String login, AuditOutcome outcome, String after) {
        AuditEntry last = door.audit.entries().get(door.audit.entries().size() - 1);
        assertThat(last.action()).isEqualTo("GET /v1/session/oidc/back");
        assertThat(last.login()).isEqualTo(login);
        assertThat(last.outcome()).isEqualTo(outcome);
        assertThat(last.after()).isEqualTo(after);
    }

    private void assertRefusedAndWritten(HttpResponse<String> answer, String why) {
        assertRefused(answer, why);
        assertWritten("unknown", AuditOutcome.REFUSED, "{\"why\":\"" + why + "\"}");
        assertThat(door.people.people()).isEmpty();
    }

    @Test
    void whoSignsInThereComesBackAsThatPlaceSaysToThePageThatWasAskedFor() {
        // When
        HttpResponse<String> left = leave("/console/held?sort=-from");
        HttpResponse<String> in = back(left, signedInThere(left));

        // Then
        assertThat(location(left))
                .startsWith(provider.issuer() + "/authorize?")
                .contains(
                        "response_type=code", "code_challenge_method=S256", "scope=openid+profile", "client_id=kivuko");
        assertThat(left.headers().firstValue("Set-Cookie").orElseThrow())
                .matches(
                        "kivuko-trip=[A-Za-z0-9_-]{43}; Path=/v1/session/oidc/back; HttpOnly; SameSite=Lax; Max-Age=600");
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(location(in)).isEqualTo("/console/held?sort=-from");
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("kivuko-session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
        JsonNode json = session(in);
        String login = json.path("login").asText();
        assertThat(login).matches("sso\\.amina\\.[0-9a-f]{8}");
        assertThat(json.path("name").asText()).isEqualTo("amina");
        assertThat(json.path("roles").toString()).isEqualTo("[\"operator\"]");
        assertThat(json.path("scope").toString()).isEqualTo("{\"states\":[\"KEN\"],\"agencies\":[\"UGA.DCIC\"]}");
        assertThat(json.path("password").asText()).isEqualTo("none");
        assertWritten(login, AuditOutcome.DONE, "");
        assertThat(TestDoor.json(door.send(door.to("/v1/session/ways").GET())).toString())
                .isEqualTo("{\"oidc\":{\"name\":\"National login\"}}");
    }

    static Stream<Arguments> tokensThatProveNothing() {
        var past = Date.from(Instant.now().minusSeconds(120));
        return Stream.of(
                Arguments.of("another's signature", AMINA.signed(TokenShape.Signed.BY_ANOTHER_KEY)),
                Arguments.of("none", AMINA.signed(TokenShape.Signed.NOT_AT_ALL)),
                Arguments.of("signed by the secret", AMINA.signed(TokenShape.Signed.BY_THE_SECRET)),
                Arguments.of("for another", AMINA.with("aud", "another client")),
                Arguments.of("of another", AMINA.with("iss", "https://another.example")),
                Arguments.of("run out", AMINA.with("exp", past)),
                Arguments.of("of another sign-in", AMINA.with("nonce", "0".repeat(64))),
                Arguments.of("another party", AMINA.with("azp", "another client")),
                Arguments.of("no party", AMINA.with("aud", List.of("another client", TestProvider.CLIENT))));
    }

    /** Seen to fail with a nonce, an authorized party, an audience, an issuer, an end and a signature that are not looked at. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("tokensThatProveNothing")
    void aTokenThatProvesNothingLetsNobodyIn(String what, TokenShape token) {
        provider.answersWith(token);

        assertRefusedAndWritten(signIn(), "not-believed");
    }

    @Test
    void severalMayBeMeantWhereTheAuthorizedPartyIsThisHub() {
        provider.answersWith(AMINA.with("aud", List.of("another client", TestProvider.CLIENT))
                .with("azp", TestProvider.CLIENT));

        assertThat(location(signIn())).isEqualTo("/console/held");
    }

    /** Seen to fail with a trip that stays when it has been used. */
    @Test
    void theWayBackCountsOnce() {
        // Given
        HttpResponse<String> left = leave("/console/");
        String address = signedInThere(left);
        assertThat(location(back(left, address))).isEqualTo("/console/");
        int asked = provider.asked().size();

        // When the same comes again, and when it comes with a fresh code
        HttpResponse<String> again = back(left, address);
        HttpResponse<String> fresh = back(left, signedInThere(left));

        // Then
        assertRefused(again, "stale");
        assertRefused(fresh, "stale");
        assertThat(provider.asked()).hasSize(asked);
    }

    /** Seen to fail with a state that is not compared. */
    @Test
    void theWayBackCountsInTheBrowserThatLeft() {
        // Given
        HttpResponse<String> mine = leave("/console/");
        HttpResponse<String> theirs = leave("/console/");

        // When and Then
        assertRefusedAndWritten(back(mine, signedInThere(theirs)), "stale");
        assertRefusedAndWritten(
                door.send(HttpRequest.newBuilder(URI.create(signedInThere(theirs)))
                        .GET()),
                "stale");
        assertRefusedAndWritten(back(mine, signedInThere(mine).replaceFirst("&state=[^&]*", "")), "stale");
        assertThat(location(back(mine, signedInThere(mine)))).isEqualTo("/console/");
    }

    /** Seen to fail with trips without an end. */
    @Test
    void whoIsTooLongUnderWayStartsAnew() {
        HttpResponse<String> left = leave("/console/");
        door.now = TestDoor.NOW.plus(Duration.ofMinutes(10));

        assertRefusedAndWritten(back(left, signedInThere(left)), "stale");
    }

    /** Seen to fail with an issuer of the answer that is not looked at. */
    @Test
    void answersOfOtherPlacesAndOfNobodyAreNotTaken() {
        for (Map.Entry<String, String> change : Map.of(
                        "&iss=[^&]*", "&iss=https%3A%2F%2Fanother.example",
                        "&iss=[^&]*(?=&session)", "",
                        "code=[^&]*", "code=invented",
                        "code=[^&]*&", "")
                .entrySet()) {
            HttpResponse<String> left = leave("/console/");
            assertRefusedAndWritten(
                    back(left, signedInThere(left).replaceFirst(change.getKey(), change.getValue())), "not-believed");
        }
        HttpResponse<String> left = leave("/console/");
        assertRefusedAndWritten(
                back(left, signedInThere(left).replaceFirst("code=[^&]*", "error=access_denied&error_description=no")),
                "declined");
    }

    /** Seen to fail with roles of several scopes that are taken together. */
    @Test
    void whomNoRoleBelongsToComesNotInAndNeitherDoesWhoseRolesDoNotGoTogether() {
        Map<List<String>, String> refused = Map.of(
                List.of("staff", "kivuko-operators-2"), "no-role",
                List.of(), "no-role",
                List.of("kivuko-operators", "kivuko-auditors"), "scopes-differ",
                List.of("kivuko-operators", "kivuko-admins"), "duties");
        refused.forEach((groups, why) -> {
            provider.answersWith(TokenShape.of("sub-1", "amina", groups));
            assertRefusedAndWritten(signIn(), why);
        });
        provider.answersWith(AMINA.with("groups", Map.of("kivuko-operators", true)));
        assertRefusedAndWritten(signIn(), "no-role");
        provider.answersWith(TokenShape.of("sub-1", "amina", List.of("kivuko-operators", "kivuko-reviewers")));
        assertThat(session(signIn()).path("roles").toString()).isEqualTo("[\"operator\",\"reviewer\"]");
    }

    @Test
    void keysMayChangeAtAnyTime() {
        assertThat(location(signIn())).isEqualTo("/console/held");

        provider.rotate();

        assertThat(location(signIn())).isEqualTo("/console/held");
    }

    @Test
    void whileTheOtherPlaceIsAwayThePageSaysSoAndPasswordsStillOpen() {
        // Given
        var local = new Person("amina", "Desk", Set.of(OperatorRole.VIEWER), Scope.ALL, false);
        door.people.add(local, Optional.of(TestDoor.PASSWORDS.digest(PASSWORD)), TestDoor.NOW);
        provider.down(true);

        // When and Then
        assertRefused(leave("/console/"), "down");
        provider.down(false);
        HttpResponse<String> left = leave("/console/");
        provider.down(true);
        assertRefused(back(left, signedInThere(left)), "down");
        provider.close();
        HttpResponse<String> still = leave("/console/");
        assertRefused(back(still, signedInThere(still)), "down");
        HttpResponse<String> in = door.send(door.to("/v1/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"login\": \"amina\", \"password\": \"" + PASSWORD + "\"}")));
        assertThat(in.statusCode()).isEqualTo(200);
    }

    /** Seen to fail with every address taken. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/console",
                "/v1/session",
                "/console//evil.example",
                "/console/../v1/session",
                "/console/x/..",
                "/console/%252e./%2e%2e/v1/session",
                "/console/%252e%252e/x",
                "/console/%255cevil.example",
                "/console/%5Cevil",
                "/console/a%0d%0aSet-Cookie:x",
                "/console/%23"
            })
    void theWayBackLeadsToPagesOfThisConsoleAlone(String to) {
        assertProblem(leave(to), 400, "SCHEMA_VIOLATION");
        assertThat(provider.asked()).isEmpty();
    }

    @Test
    void aNameJoinsNobody() {
        // Given somebody with a password, and two of one name there
        var local = new Person("amina", "amina", Set.of(OperatorRole.ADMINISTRATOR), Scope.ALL, false);
        door.people.add(local, Optional.of(TestDoor.PASSWORDS.digest(PASSWORD)), TestDoor.NOW);

        // When
        String first = session(signIn()).path("login").asText();
        provider.answersWith(TokenShape.of("sub-2", "amina", List.of("kivuko-reviewers")));
        String second = session(signIn()).path("login").asText();

        // Then
        assertThat(Set.of("amina", first, second)).hasSize(3);
        assertThat(door.people.person("amina")).contains(local);
        assertThat(door.people.person(first).orElseThrow().identity())
                .contains(new Identity(provider.issuer().toString(), "sub-1"));
        provider.answersWith(TokenShape.of("sub-1", "renamed", List.of("kivuko-operators")));
        assertThat(session(signIn()).path("login").asText()).isEqualTo(first);
    }

    @Test
    void rolesAreAsTheOtherPlaceSaysEachTimeAndALockIsOurs() {
        // Given
        HttpResponse<String> before = signIn();
        String login = session(before).path("login").asText();

        // When
        provider.answersWith(TokenShape.of("sub-1", "amina", List.of("kivuko-reviewers")));
        HttpResponse<String> after = signIn();

        // Then
        assertThat(session(after).path("roles").toString()).isEqualTo("[\"reviewer\"]");
        assertThat(door.send(door.to("/v1/session")
                                .header("Cookie", cookie(before))
                                .GET())
                        .statusCode())
                .isEqualTo(401);

        // When
        String path = "/v1/ops/people/" + login;
        for (String change :
                List.of("\"roles\": [\"viewer\"]", "\"name\": \"x\"", "\"newPassword\": true", "\"scope\": {}")) {
            assertProblem(
                    door.post(
                            path,
                            TestDoor.OPERATOR_KEY,
                            "application/json",
                            "{\"reason\": \"test\", \"locked\": true, " + change + "}"),
                    422,
                    "SCHEMA_VIOLATION");
        }
        HttpResponse<String> locked =
                door.post(path, TestDoor.OPERATOR_KEY, "application/json", "{\"reason\": \"left\", \"locked\": true}");

        // Then
        assertThat(locked.statusCode()).isEqualTo(200);
        assertThat(TestDoor.json(locked).at("/person/issuer").asText())
                .isEqualTo(provider.issuer().toString());
        provider.answersWith(AMINA);
        assertRefused(signIn(), "locked");
        assertWritten(login, AuditOutcome.REFUSED, "{\"why\":\"locked\"}");
    }

    @Test
    void whoSignsOutIsToldWhereTheSessionThereEnds() {
        // Given
        HttpResponse<String> in = signIn();

        // When
        HttpResponse<String> out = door.send(door.to("/v1/session/end")
                .header("Cookie", cookie(in))
                .header("X-CSRF-Token", session(in).path("csrf").asText())
                .POST(BodyPublishers.noBody()));

        // Then
        assertThat(out.statusCode()).isEqualTo(200);
        assertThat(TestDoor.json(out).path("endSession").asText())
                .startsWith(provider.issuer() + "/end?")
                .contains(
                        "client_id=kivuko",
                        "post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A" + door.port() + "%2Fconsole%2F");
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("kivuko-session=;");
        assertThat(door.send(door.to("/v1/session").header("Cookie", cookie(in)).GET())
                        .statusCode())
                .isEqualTo(401);
        assertThat(door.audit.entries()).last().satisfies(row -> assertThat(row.action())
                .isEqualTo("POST /v1/session/end"));
    }

    @Test
    void whereNothingIsSetThereIsNoOtherWayIn() {
        door.provider = null;

        assertThat(TestDoor.json(door.send(door.to("/v1/session/ways").GET())).toString())
                .isEqualTo("{}");
        assertRefused(leave("/console/"), "not-offered");
    }

    @Test
    void nobodyIsGivenALoginThatIsForThoseFromElsewhere() {
        assertProblem(
                door.post(
                        "/v1/ops/people",
                        TestDoor.OPERATOR_KEY,
                        "application/json",
                        "{\"login\": \"sso.amina\", \"name\": \"x\", \"roles\": [\"viewer\"], \"reason\": \"test\"}"),
                422,
                "SCHEMA_VIOLATION");
    }
}
