package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kivuko.testkit.TestClock;

/** Answers to alerts and to questions, and their clocks, under the shipped agreements and by both doors. */
@Tag("slow")
class HitAndReplyAcceptanceTest {
    @SuppressWarnings("TimeInStaticInitializer") // the hub of this class lives from then on
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));

    private static TestHub hub;
    private static Talk talk;

    @BeforeAll
    static void start() {
        hub = TestHub.start(CLOCK);
        talk = new Talk(hub, CLOCK);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static String id(JsonNode event) {
        return event.get("id").asText();
    }

    private static ObjectNode alert() {
        return talk.give(Samples.stolenPassport(CLOCK.instant()));
    }

    private static ObjectNode found(String sender, String to, String reference) {
        ObjectNode reply = talk.about(sender, "reply", to, "border-check", reference);
        Talk.data(reply)
                .put("result", "found")
                .put("at", CLOCK.instant().toString())
                .put("contact", "Shift desk, arrivals")
                .put("note", "The bearer was turned away.");
        Talk.data(reply).putObject("place").put("post", "UGA-BUSIA");
        Talk.data(reply).putArray("action").add("document-retained");
        return reply;
    }

    private static ObjectNode question(Duration within) {
        ObjectNode request = talk.about("UGA.DCIC", "request", "KEN.DIS", "border-check");
        Talk.data(request).put("question", "document-validity").put("within", within.toString());
        Talk.data(request)
                .putObject("subject")
                .putObject("document")
                .put("type", "PP")
                .put("issuer", "KEN")
                .put("number", "ZZ0000481");
        return request;
    }

    /** Seeded defect: whoever was not handed the alert answers it, and is turned away. */
    @ParameterizedTest
    @EnumSource(Talk.DoorKind.class)
    void anAlertIsAnsweredAndBothSidesSeeTheAnswer(Talk.DoorKind door) {
        // Given
        ObjectNode alert = alert();
        String key = Talk.key(alert);
        ObjectNode early = found("UGA.DCIC", "KEN.DIS", key);
        assertThat(hub.desk("UGA.DCIC").post(early).body()).contains("UNKNOWN_REFERENCE");
        assertThat(hub.desk("UGA.DCIC").fetched(id(alert))).isPresent();

        // When
        ObjectNode reply = talk.give(found("UGA.DCIC", "KEN.DIS", key), door);

        // Then
        JsonNode delivered = hub.desk("KEN.DIS").fetched(id(reply)).orElseThrow();
        assertThat(delivered.at("/data/result").asText()).isEqualTo("found");
        assertThat(delivered.at("/data/place/post").asText()).isEqualTo("UGA-BUSIA");
        assertThat(delivered.at("/data/action/0").asText()).isEqualTo("document-retained");
        assertThat(delivered.at("/data/contact").asText()).isEqualTo("Shift desk, arrivals");
        assertThat(delivered.at("/data/note").isMissingNode())
                .as("remarks stay")
                .isTrue();
        assertThat(delivered.at("/data/references/0").asText()).isEqualTo(key);
        assertThat(delivered.get("agreement").asText())
                .contains("KEN-UGA.osbp@3")
                .contains("IGAD.documents@1");
        assertThat(hub.desk("KEN.DIS")
                        .outcomes(id(alert))
                        .get("UGA.DCIC")
                        .get("state")
                        .asText())
                .isEqualTo("answered");
        for (String side : List.of("KEN.DIS", "UGA.DCIC")) {
            assertThat(talk.inThread(side, key, Talk.key(reply)).get("type").asText())
                    .isEqualTo("kivuko.reply.v1");
        }
        assertThat(Desk.json(hub.get("UGA.URA", "/v1/threads/" + key)).toString())
                .doesNotContain(id(reply));
    }

    @Test
    void theThreadShowsUntilWhenAnAlertIsToBeAcknowledged() {
        // Given: documents at Busia are to be acknowledged within eight hours
        ObjectNode alert = alert();
        Instant from = CLOCK.instant();

        // When
        JsonNode open = clock(alert, "UGA.DCIC");
        CLOCK.advance(Duration.ofHours(9));
        JsonNode late = clock(alert, "UGA.DCIC");
        hub.desk("UGA.DCIC").fetchAll();
        JsonNode acknowledged = clock(alert, "UGA.DCIC");

        // Then
        assertThat(open.get("what").asText()).isEqualTo("acknowledgement");
        assertThat(Instant.parse(open.get("until").asText())).isBeforeOrEqualTo(from.plus(Duration.ofHours(8)));
        assertThat(open.get("standing").asText()).isEqualTo("open");
        assertThat(late.get("standing").asText()).isEqualTo("late");
        assertThat(acknowledged.has("acknowledgedAt")).isTrue();
        assertThat(acknowledged.get("standing").asText()).isEqualTo("late");
    }

    private static JsonNode clock(ObjectNode event, String agency) {
        String key = Talk.key(event);
        for (JsonNode clock : talk.inThread(Talk.sender(event), key, key).path("clocks")) {
            if (clock.get("agency").asText().equals(agency)) {
                return clock;
            }
        }
        throw new AssertionError("no clock of " + agency);
    }

    /** Seeded defect: a question that is answered in time, about which nobody is told anything. */
    @Test
    void whoAskedIsToldOnceWhenTheAnswerIsLateAndOnceWhenItHasCome() {
        // Given
        ObjectNode asked = talk.give(question(Duration.ofHours(8)));
        ObjectNode inTime = talk.give(question(Duration.ofHours(8)));
        assertThat(hub.desk("KEN.DIS").fetchAll()).hasSizeGreaterThan(1);
        talk.give(nothing(Talk.key(inTime)));

        // When
        CLOCK.advance(Duration.ofHours(8).plusSeconds(1));
        List<JsonNode> started =
                await().atMost(Desk.PATIENCE).until(() -> talk.notices(asked), list -> !list.isEmpty());
        List<String> late =
                Desk.json(hub.get("operator", "/v1/ops/late")).get("late").findValuesAsText("id");
        talk.give(nothing(Talk.key(asked)));
        List<JsonNode> ended = await().atMost(Desk.PATIENCE).until(() -> talk.notices(asked), list -> !list.isEmpty());
        CLOCK.advance(Duration.ofHours(1));

        // Then
        assertThat(started).singleElement().satisfies(notice -> {
            assertThat(notice.get("notice").asText()).isEqualTo("unanswered");
            assertThat(notice.get("agency").asText()).isEqualTo("KEN.DIS");
            assertThat(notice.has("answerBy")).isTrue();
        });
        assertThat(late).contains(id(asked)).doesNotContain(id(inTime));
        assertThat(ended).singleElement().satisfies(notice -> {
            assertThat(notice.get("notice").asText()).isEqualTo("unanswered-ended");
            assertThat(notice.has("endedAt")).isTrue();
        });
        await().during(Duration.ofSeconds(2)).until(() -> talk.notices(asked).isEmpty());
        assertThat(Desk.json(hub.get("operator", "/v1/ops/late")).get("late").findValuesAsText("id"))
                .doesNotContain(id(asked));
        assertThat(clocks(asked).findValuesAsText("standing")).contains("late");
        assertThat(clocks(inTime).findValuesAsText("standing")).contains("in-time");
    }

    private static ObjectNode nothing(String reference) {
        ObjectNode reply = talk.about("KEN.DIS", "reply", "UGA.DCIC", "border-check", reference);
        Talk.data(reply).put("result", "nothing-found");
        return reply;
    }

    private static JsonNode clocks(ObjectNode event) {
        return talk.inThread(Talk.sender(event), Talk.key(event), Talk.key(event))
                .get("clocks");
    }

    @Test
    void whereNothingIsAgreedNobodyIsAsked() {
        // Given
        ObjectNode asked = question(Duration.ofHours(8));
        asked.put("to", "KEN.KEBS");

        // When
        talk.give(asked);

        // Then
        assertThat(talk.outcome(asked, "KEN.KEBS")).isEqualTo("refused AUTHORITY_NOT_COMPETENT");
    }
}
