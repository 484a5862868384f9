package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.PostingTest.assertProblem;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.Times;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;
import org.kivuko.operations.exercise.Delivered;
import org.kivuko.operations.exercise.Run;

/** Operators open exercises, put scripts in, close, reset and repeat them, and read the score. */
class ExerciseCallsTest {
    private static final String EXERCISES = "/v1/ops/exercises";
    private static final String BUSIA = EXERCISES + "/BUSIA-2026";
    private static final String UNTIL = TestDoor.NOW.plusSeconds(7_200).toString();
    private static final String OPEN =
            """
            {"exercise": "BUSIA-2026", "participants": ["KEN.DIS", "UGA.DCIC"], "until": "%s", "reason": "SPECIMEN"}
            """
                    .formatted(UNTIL);
    private static final String INJECT =
            """
            {"inject": "surge", "at": "PT5M", "as": "KEN.DIS", "to": "UGA.DCIC", "data": {"msgType": "Alert",
                "alertType": "FLOW-SURGE", "category": ["Security"], "urgency": "Expected", "severity": "Severe",
                "certainty": "Likely"}}
            """;
    private static final String SCRIPT = "{\"script\": {\"injects\": [" + INJECT + "]}, \"reason\": \"a test\"}";
    private static final String REASON = "{\"reason\": \"a test\"}";

    private final TestDoor door = new TestDoor();

    @BeforeEach
    void open() {
        door.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    private HttpResponse<String> post(String path, String body) {
        return door.post(path, OPERATOR_KEY, "application/json", body);
    }

    private JsonNode opened() {
        HttpResponse<String> answer = post(EXERCISES, OPEN);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestDoor.json(answer);
    }

    private JsonNode get(String path) {
        return TestDoor.json(door.get(path, OPERATOR_KEY));
    }

    @Test
    void givenNothing_whenOpened_thenItIsListed_andTheAuditHoldsWhatAndNotWhy() {
        JsonNode opened = opened();

        assertThat(opened.path("run").asInt()).isEqualTo(1);
        assertThat(opened.path("state").asText()).isEqualTo("open");
        assertThat(opened.path("title").asText()).isEqualTo("BUSIA-2026");
        assertThat(get(EXERCISES).path("exercises")).singleElement().isEqualTo(opened);
        var entry = door.audit.entries().get(0);
        assertThat(entry.after()).contains("UGA.DCIC");
        assertThat(entry.before() + entry.after()).doesNotContain("SPECIMEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"BUSIA-2026\"|\"B 1\"",
                "\"UGA.DCIC\"]|\"KEN.DIS\"]",
                "UGA.DCIC|UGA.NOBODY",
                "UGA.DCIC|nobody",
                "\"until\"|\"til\"",
                "\"reason\"|\"why\"",
                "[\"KEN.DIS\", \"UGA.DCIC\"]|\"KEN.DIS\""
            })
    void givenAFault_whenOpened_thenNothingIs(String change) {
        String[] parts = change.split("\\|", 2);

        assertProblem(post(EXERCISES, OPEN.replace(parts[0], parts[1])), 422, "SCHEMA_VIOLATION");

        assertThat(get(EXERCISES).path("exercises")).isEmpty();
    }

    @Test
    void givenAnOpenExercise_whenOpenedAgain_thenItIsSoAlready() {
        opened();

        assertProblem(post(EXERCISES, OPEN), 409, "CONFLICT");
    }

    @Test
    void givenAScript_whenPutIn_thenTheScoreKnowsItsInjects() {
        opened();

        HttpResponse<String> answer = post(BUSIA + "/script", SCRIPT);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode score = get(BUSIA + "/score");
        assertThat(score.path("messages")).singleElement().satisfies(line -> {
            assertThat(line.path("inject").asText()).isEqualTo("surge");
            assertThat(line.path("message").asText()).isEqualTo("KEN.DIS/BUSIA-2026.1.surge");
            assertThat(line.path("due").asText()).isEqualTo(Times.text(TestDoor.NOW.plusSeconds(300)));
        });
    }

    @Test
    void givenAScriptOfSomebodyElse_whenPutIn_thenItsPlaceIsNamed() {
        opened();

        HttpResponse<String> answer = post(BUSIA + "/script", SCRIPT.replace("KEN.DIS", "KEN.KRA"));

        assertProblem(answer, 422, "NOT_A_PARTICIPANT");
        assertThat(answer.body()).contains("/injects/0/as");
    }

    @Test
    void givenWhatTheLedgerKnows_whenScored_thenItSaysWhoAnsweredWhen() {
        opened();
        Instant judged = TestDoor.NOW.minusSeconds(600);
        door.exerciseBook.became(
                new Run("BUSIA-2026", 1),
                new Delivered(
                        new MessageKey(AgencyId.of("KEN.DIS"), "own-1"),
                        AgencyId.of("UGA.DCIC"),
                        Outcome.REDUCED,
                        Optional.empty(),
                        judged,
                        Optional.of(judged.plusSeconds(300)),
                        Optional.of(judged.plusSeconds(60)),
                        Optional.of(judged.plusSeconds(90)),
                        Optional.empty(),
                        Optional.empty()));

        JsonNode score = get(BUSIA + "/score?run=1");

        assertThat(score.at("/messages/0/recipients/0/verdict").asText()).isEqualTo("in-time");
        assertThat(score.at("/participantScores/0/inTime").asInt()).isEqualTo(1);
        assertThat(score.at("/participantScores/0/median").asText()).isEqualTo("PT1M30S");
    }

    @Test
    void givenAnOpenExercise_whenClosedAndReset_thenEachIsDoneOnce_andARepeatIsTheNextRun() {
        opened();
        post(BUSIA + "/script", SCRIPT);

        assertThat(post(BUSIA + "/close", REASON).statusCode()).isEqualTo(200);
        assertProblem(post(BUSIA + "/close", REASON), 409, "CONFLICT");
        HttpResponse<String> repeated =
                post(BUSIA + "/reset", "{\"until\": \"" + UNTIL + "\", \"reason\": \"once more\"}");

        assertThat(TestDoor.json(repeated).path("run").asInt())
                .as(repeated.body())
                .isEqualTo(2);
        assertThat(get(EXERCISES).at("/exercises/0/state").asText()).isEqualTo("reset");
        assertThat(get(BUSIA + "/score").at("/messages/0/message").asText()).isEqualTo("KEN.DIS/BUSIA-2026.2.surge");
        assertThat(post(BUSIA + "/reset", REASON).statusCode()).isEqualTo(200);
        assertProblem(post(BUSIA + "/reset", REASON), 409, "CONFLICT");
    }

    @Test
    void givenNoSuchExerciseOrRun_whenAsked_thenThereIsNothing() {
        assertProblem(post(BUSIA + "/close", REASON), 404, "NOT_FOUND");
        assertProblem(post(BUSIA + "/script", SCRIPT), 404, "NOT_FOUND");
        assertProblem(door.get(BUSIA + "/score", OPERATOR_KEY), 404, "NOT_FOUND");
        opened();
        assertProblem(door.get(BUSIA + "/score?run=2", OPERATOR_KEY), 404, "NOT_FOUND");
        assertProblem(door.get(BUSIA + "/score?run=first", OPERATOR_KEY), 422, "SCHEMA_VIOLATION");
        assertProblem(
                post(BUSIA + "/reset", "{\"from\": \"" + UNTIL + "\", \"reason\": \"x\"}"), 422, "SCHEMA_VIOLATION");
    }
}
