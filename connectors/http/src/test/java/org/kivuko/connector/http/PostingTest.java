package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.TestDoor.EVENT;
import static org.kivuko.connector.http.TestDoor.KEN_KEY;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;
import static org.kivuko.connector.http.TestDoor.json;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.exchange.Claimed;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

class PostingTest {
    private final TestDoor door = new TestDoor().open();

    @AfterEach
    void close() {
        door.close();
    }

    private HttpResponse<String> post() {
        return door.post("/v1/messages", KEN_KEY, EVENT, "{}");
    }

    @Test
    void answers202OnceTheMessageIsSyncedAndTheClaimMarked() {
        // When
        HttpResponse<String> answer = post();

        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location")).hasValue("/v1/messages/m-1");
        assertThat(answer.body())
                .isEqualTo("{\"id\":\"m-1\",\"source\":\"/agencies/KEN.DIS\","
                        + "\"acceptedAt\":\"2026-11-23T08:00:00.000Z\",\"status\":\"accepted\"}");
        assertThat(door.ledger.steps).containsExactly("claim", "send", "accept");
        assertThat(door.sent).containsExactly("agency.KEN.DIS.outbox");
    }

    @Test
    void answersARepeatedMessageWithTheFirstReceiptAndSendsNothing() {
        // Given
        String first = post().body();
        door.ledger.steps.clear();
        door.ledger.claimed = new Claimed.Repeated(TestDoor.NOW);

        // When
        HttpResponse<String> answer = post();

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(first);
        assertThat(answer.headers().firstValue("Location")).hasValue("/v1/messages/m-1");
        assertThat(door.ledger.steps).containsExactly("claim");
    }

    @Test
    void sendsAgainUnderAnOpenClaimAndAnswersWithItsInstant() {
        // Given
        door.ledger.claimed = new Claimed.Send(TestDoor.NOW.minusSeconds(30));

        // When
        HttpResponse<String> answer = post();

        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).path("acceptedAt").asText()).isEqualTo("2026-11-23T07:59:30.000Z");
        assertThat(door.sent).hasSize(1);
    }

    @Test
    void refusesOtherContentUnderATakenKey() {
        // Given
        door.ledger.claimed = new Claimed.Conflict();

        // When
        HttpResponse<String> answer = post();

        // Then
        assertProblem(answer, 409, "CONFLICT");
        assertThat(json(answer).at("/errors/0/pointer").asText()).isEqualTo("/id");
        assertThat(door.sent).isEmpty();
    }

    @Test
    void refusesWithConflictWhereOtherContentTookTheKeyMeanwhile() {
        // Given
        door.ledger.accepts = false;
        door.ledger.claimedAgain = new Claimed.Conflict();

        // When and Then
        assertProblem(post(), 409, "CONFLICT");
    }

    @Test
    void answersWithTheReceiptWhereTheRouteRecordedTheMessageBeforeItsClaimWasMarked() {
        // Given
        door.ledger.accepts = false;
        door.ledger.claimedAgain = new Claimed.Repeated(TestDoor.NOW);

        // When and Then
        assertThat(post().statusCode()).isEqualTo(200);
    }

    @Test
    void asksToComeAgainWhileOtherContentHoldsAnOpenClaim() {
        // Given
        door.ledger.claimed = new Claimed.Busy();

        // When and Then
        assertComeAgain(post());
        assertThat(door.sent).isEmpty();
    }

    @Test
    void notesAFailedSendAndAsksToComeAgain() {
        // Given
        door.brokerDown = true;

        // When
        HttpResponse<String> answer = post();

        // Then
        assertComeAgain(answer);
        assertThat(door.ledger.steps).containsExactly("claim", "send", "sendFailed");
    }

    @Test
    void asksToComeAgainWhileTheLedgerIsDown() {
        // Given
        door.ledger.down = true;

        // When
        HttpResponse<String> answer = post();

        // Then
        assertComeAgain(answer);
        assertThat(door.sent).isEmpty();
    }

    @Test
    void asksToComeAgainWhereTheLedgerGoesDownDuringAdmission() {
        // Given
        door.intakeFailure = new LedgerUnavailable("canary-in-exception", null);

        // When and Then
        assertComeAgain(post());
    }

    @Test
    void showsNothingOfAFailureThatNobodyExpected() {
        // Given
        door.intakeFailure = new IllegalStateException("canary-in-exception");

        // When and Then
        assertComeAgain(post());
    }

    @Test
    void namesEveryFaultInTheOrderOfTheirPointersUnderTheFirstCode() {
        // Given
        door.faults = List.of(
                new Fault("/data/severity", Code.SCHEMA_VIOLATION, "is missing"),
                new Fault("/to", Code.UNKNOWN_ADDRESS, "names nobody"));

        // When
        HttpResponse<String> answer = post();

        // Then
        assertProblem(answer, 422, "SCHEMA_VIOLATION");
        assertThat(answer.body())
                .contains("\"errors\":[{\"pointer\":\"/data/severity\",\"detail\":\"is missing\","
                        + "\"code\":\"SCHEMA_VIOLATION\"},{\"pointer\":\"/to\",\"detail\":\"names nobody\","
                        + "\"code\":\"UNKNOWN_ADDRESS\"}]")
                .contains("\"type\":\"/docs#SCHEMA_VIOLATION\"", "\"detail\":\"2 places are at fault.\"");
        assertThat(door.ledger.steps).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void answersEveryCodeUnderItsOwnStatus(Code code) {
        // Given
        door.faults = List.of(new Fault("", code, "is wrong"));

        // When and Then
        assertProblem(post(), code.httpStatus(), code.code());
    }

    @Test
    void warnsInTheReceipt() {
        // Given
        door.warnings = List.of(new Fault("/data/cap", Code.CAP_18, "a text contains markup"));

        // When and Then
        assertThat(json(post()).at("/warnings/0/code").asText()).isEqualTo("CAP_18");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+json",
                "application/json; charset=utf-8",
                "application/cap+xml",
                "application/xml",
                "text/xml",
                "Application/JSON"
            })
    void takesTheMediaTypesOfTheContract(String type) {
        assertThat(door.post("/v1/messages", KEN_KEY, type, "{}").statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "nonsense"})
    void refusesEveryOtherMediaType(String type) {
        assertProblem(door.post("/v1/messages", KEN_KEY, type, "{}"), 415, "MEDIA_TYPE");
    }

    @Test
    void refusesACompressedBody() {
        // When
        HttpResponse<String> answer = door.send(door.to("/v1/messages")
                .header("Authorization", "Bearer " + KEN_KEY)
                .header("Content-Type", EVENT)
                .header("Content-Encoding", "gzip")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")));

        // Then
        assertProblem(answer, 415, "MEDIA_TYPE");
    }

    @Test
    void handsTheQueryOfACapAlertOn() {
        // When
        HttpResponse<String> answer = door.post(
                "/v1/messages?to=UGA%20KEN.KRA&purpose=health&handling=H1&post=KEN-BUSIA&status=exercise&references=unverified",
                KEN_KEY, "application/cap+xml", "<alert/>");

        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
        var query = door.queries.get(0);
        assertThat(query.get("to")).hasValue("UGA KEN.KRA");
        assertThat(query.get("purpose")).hasValue("health");
        assertThat(query.get("handling")).hasValue("H1");
        assertThat(query.get("post")).hasValue("KEN-BUSIA");
        assertThat(query.get("status")).hasValue("exercise");
        assertThat(query.referencesUnverified()).isTrue();
        assertThat(door.sent).containsExactly("agency.KEN.DIS.outbox");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents+json ?to=UGA",
                "application/cap+xml ?references=verified",
                "application/cap+xml ?too=UGA",
                "application/cap+xml ?to=UGA&to=KEN",
                "application/json ?anything"
            })
    void refusesAQueryThatWouldOtherwiseBeIgnored(String typeAndQuery) {
        // Given
        String[] parts = typeAndQuery.split(" ", 2);

        // When and Then
        assertProblem(door.post("/v1/messages" + parts[1], KEN_KEY, parts[0], "{}"), 400, "SCHEMA_VIOLATION");
    }

    @Test
    void refusesAQueryThatIsNotUtf8() {
        assertProblem(door.post("/v1/messages?to=%FF%FE", KEN_KEY, "text/xml", "<a/>"), 400, "UNREADABLE");
    }

    @Test
    void keepsOperatorsFromPosting() {
        assertProblem(door.post("/v1/messages", OPERATOR_KEY, EVENT, "{}"), 403, "NOT_ALLOWED");
    }

    @Test
    void decidesForAgenciesAndOperatorsWithoutTakingAKey() {
        for (String key : List.of(KEN_KEY, OPERATOR_KEY)) {
            // When
            HttpResponse<String> answer = door.post("/v1/decisions", key, EVENT, "{}");

            // Then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(json(answer).at("/decisions/0/to").asText()).isEqualTo("UGA.DCIC");
        }
        assertThat(door.ledger.steps).isEmpty();
    }

    @Test
    void refusesADecisionOnAMessageThatCouldNotBeSent() {
        // Given
        door.faults = List.of(new Fault("/source", Code.NOT_SENDER, "must name the agency that asks"));

        // When and Then
        assertProblem(door.post("/v1/decisions", KEN_KEY, EVENT, "{}"), 403, "NOT_SENDER");
    }

    static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).path("status").asInt()).isEqualTo(status);
        assertThat(json(answer).path("code").asText()).isEqualTo(code);
        assertThat(json(answer).path("title").asText()).matches("[A-Z].*\\.");
        assertThat(json(answer).path("detail").asText()).matches("[A-Z0-9].*\\.");
        assertThat(answer.body()).doesNotContain("canary");
    }

    static void assertComeAgain(HttpResponse<String> answer) {
        assertProblem(answer, 503, "NOT_AVAILABLE");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
    }
}
