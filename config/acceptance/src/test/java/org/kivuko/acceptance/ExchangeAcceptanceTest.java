package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kivuko.acceptance.Desk.JSON;
import static org.kivuko.acceptance.Desk.json;
import static org.kivuko.acceptance.Desk.withId;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an agency sees of the whole hub: what it posts, what becomes of it, what the others get. */
@ExtendWith(Shared.class)
class ExchangeAcceptanceTest {
    private static final Set<String> CLOCKS = Set.of("ackby", "retainuntil");
    private static TestHub hub;

    @BeforeAll
    static void start(TestHub shared) {
        hub = shared;
    }

    @AfterAll
    static void closeTheBooks() {
        hub.assertBooksBalance();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    @Test
    void eachUgandanAgencyGetsWhatItsRulingSaysAndTheDryRunSaidSoBefore() {
        // Given
        ObjectNode event = Samples.stolenPassport(now());
        String id = event.get("id").asText();
        JsonNode decisions = json(hub.post("KEN.DIS", "/v1/decisions", Samples.bytes(event), JSON))
                .get("decisions");

        // When
        HttpResponse<String> answer = hub.post("KEN.DIS", "/v1/messages", Samples.bytes(event), JSON);

        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location")).contains("/v1/messages/" + id);
        Map<String, String> outcomes = new HashMap<>();
        for (JsonNode part : hub.desk("KEN.DIS").judged(id).get("recipients")) {
            outcomes.put(part.get("agency").asText(), part.get("outcome").asText());
        }
        var seen = new TreeSet<String>();
        for (JsonNode decision : decisions) {
            String agency = decision.get("to").asText();
            String outcome = decision.get("outcome").asText();
            seen.add(outcome);
            // The alert names a person: its sender is told that it was processed, not what crossed.
            assertThat(outcomes).containsEntry(agency, outcome.equals("refused") ? "refused" : "processed");
            List<JsonNode> got = withId(hub.desk(agency).fetchAll(), id);
            if (outcome.equals("refused")) {
                assertThat(got).isEmpty();
            } else {
                assertThat(got).singleElement().satisfies(message -> assertSame(message, decision.get("message")));
            }
        }
        assertThat(seen).containsExactly("reduced", "refused", "released");
    }

    /** The delivery is what the dry run promised, with the ids and numbers that only a delivery has. */
    private static void assertSame(JsonNode delivered, JsonNode promised) {
        var names = new TreeSet<String>();
        delivered.fieldNames().forEachRemaining(names::add);
        promised.fieldNames().forEachRemaining(names::remove);
        assertThat(names).containsExactly("lane", "linkepoch", "linknumber", "ruling");
        promised.properties().forEach(member -> {
            if (CLOCKS.contains(member.getKey())) {
                assertLittleLater(delivered.get(member.getKey()), member.getValue());
            } else {
                assertThat(delivered.get(member.getKey())).isEqualTo(member.getValue());
            }
        });
    }

    /** Clocks run from the instant of judging, and the dry run was judged first. */
    private static void assertLittleLater(JsonNode delivered, JsonNode promised) {
        var later = OffsetDateTime.parse(delivered.asText());
        var earlier = OffsetDateTime.parse(promised.asText());
        assertThat(later).isBetween(earlier, earlier.plusMinutes(1));
    }

    @Test
    void theSameMessageTwiceArrivesOnceAndTheSecondAnswerIsTheFirstReceipt() {
        // Given
        ObjectNode event = Samples.stolenPassport(now());
        HttpResponse<String> first = hub.post("KEN.DIS", "/v1/messages", Samples.bytes(event), JSON);

        // When
        HttpResponse<String> second = hub.post("KEN.DIS", "/v1/messages", Samples.bytes(event), JSON);

        // Then
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(json(second)).isEqualTo(json(first));
        String id = event.get("id").asText();
        hub.desk("KEN.DIS").judged(id);
        assertThat(withId(hub.desk("UGA.URA").fetchAll(), id)).hasSize(1);
    }

    @Test
    void otherContentUnderTheSameIdIsAConflict() {
        // Given
        ObjectNode event = Samples.stolenPassport(now());
        assertThat(hub.post("KEN.DIS", "/v1/messages", Samples.bytes(event), JSON)
                        .statusCode())
                .isEqualTo(202);

        // When
        event.put("to", "UGA.DCIC");
        HttpResponse<String> answer = hub.post("KEN.DIS", "/v1/messages", Samples.bytes(event), JSON);

        // Then
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).get("code").asText()).isEqualTo("CONFLICT");
    }

    @Test
    void theSourceOfAnotherAgencyIsRefused() {
        // Given
        ObjectNode event = Samples.stolenPassport(now());

        // When
        HttpResponse<String> answer = hub.post("KEN.KRA", "/v1/messages", Samples.bytes(event), JSON);

        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).get("code").asText()).isEqualTo("NOT_SENDER");
    }

    @Test
    void whatIsNotYoursDoesNotExist() {
        // Given
        ObjectNode event = Samples.stolenPassport(now());
        String id = event.get("id").asText();
        hub.post("KEN.DIS", "/v1/messages", Samples.bytes(event), JSON);
        hub.desk("KEN.DIS").judged(id);

        // When
        HttpResponse<String> strangers = hub.get("KEN.KRA", "/v1/messages/" + id);
        HttpResponse<String> nobodys = hub.get("KEN.KRA", "/v1/messages/no-such-id");

        // Then
        assertThat(strangers.statusCode()).isEqualTo(404);
        assertThat(strangers.body()).isEqualTo(nobodys.body());
    }

    @Test
    void anUpdateRightBehindItsAlertIsKnownAndTravelsAfterIt() {
        // Given
        ObjectNode alert = Samples.stolenPassport(now());
        String id = alert.get("id").asText();
        ObjectNode update = Samples.stolenPassport(now());
        ((ObjectNode) update.get("data"))
                .put("msgType", "Update")
                .putArray("references")
                .add("KEN.DIS/" + id);

        // When
        hub.post("KEN.DIS", "/v1/messages", Samples.bytes(alert), JSON);
        HttpResponse<String> answer = hub.post("KEN.DIS", "/v1/messages", Samples.bytes(update), JSON);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        hub.desk("KEN.DIS").judged(update.get("id").asText());
        List<String> ids = hub.desk("UGA.UPF").fetchAll().stream()
                .map(message -> message.get("id").asText())
                .filter(each -> each.equals(id) || each.equals(update.get("id").asText()))
                .toList();
        assertThat(ids).containsExactly(id, update.get("id").asText());
    }

    @Test
    void aReceiptComesToTheSendersQueueWithTheSameWords() {
        // Given
        ObjectNode event = Samples.example("ken-flow.json", now());
        String id = event.get("id").asText();

        // When
        HttpResponse<String> answer = hub.post("KEN.DIS", "/v1/messages", Samples.bytes(event), JSON);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonNode status = hub.desk("KEN.DIS").judged(id);
        var receipts = new ArrayList<JsonNode>();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            json(hub.get("KEN.DIS", "/v1/receipts?max=100")).get("receipts").forEach(receipts::add);
            return receipts.stream()
                    .anyMatch(receipt -> receipt.at("/message/data/id").asText().equals(id));
        });
        JsonNode receipt = receipts.stream()
                .map(each -> each.at("/message/data"))
                .filter(each -> each.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(receipt.get("recipients").findValuesAsText("outcome"))
                .isEqualTo(status.get("recipients").findValuesAsText("outcome"));
    }
}
