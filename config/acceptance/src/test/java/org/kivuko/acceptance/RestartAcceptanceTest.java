package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A hub that was stopped in order and is started again on its data goes on where it stood. */
@Tag("slow")
class RestartAcceptanceTest {
    private static final String RECIPIENT = "UGA.DCIC";

    @Test
    void aHubGoesOnWhereItStood() {
        try (var hub = TestHub.start(Clock.systemUTC())) {
            // Given
            Desk sender = hub.desk("KEN.DIS");
            Desk recipient = hub.desk(RECIPIENT);
            List<ObjectNode> events = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                events.add(given(sender));
            }
            JsonNode before = recipient.lease();
            recipient.acknowledge(before.get(0));
            JsonNode status = sender.judged(id(events.get(3)));
            HttpResponse<String> receipt = sender.post(events.get(0));
            String key = hub.key(RECIPIENT);

            // When
            hub.restart();
            ObjectNode later = given(sender);

            // Then
            assertThat(hub.key(RECIPIENT)).isEqualTo(key);
            JsonNode after = recipient.lease();
            assertThat(deliveries(after).subList(0, 3))
                    .isEqualTo(deliveries(before).subList(1, 4));
            assertThat(messages(after))
                    .extracting(RestartAcceptanceTest::id)
                    .containsExactly(id(events.get(1)), id(events.get(2)), id(events.get(3)), id(later));
            assertThat(numbers(after)).containsExactly(2L, 3L, 4L, 5L);
            assertThat(messages(after))
                    .extracting(message -> message.get("linkepoch"))
                    .containsOnly(before.at("/0/message/linkepoch"));
            assertThat(sender.judged(id(events.get(3)))).isEqualTo(status);
            HttpResponse<String> again = sender.post(events.get(0));
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(receipt.body());
            assertThat(sender.post(events.get(0).deepCopy().put("to", "UGA.URA"))
                            .statusCode())
                    .isEqualTo(409);
            assertThat(sender.receipts())
                    .extracting(message -> message.at("/data/id").asText())
                    .contains(id(events.get(0)), id(later));
            after.forEach(recipient::acknowledge);
            assertThat(recipient.fetchAll()).isEmpty();
        }
    }

    private static ObjectNode given(Desk sender) {
        ObjectNode event = Samples.stolenPassport(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        sender.give(event);
        sender.judged(id(event));
        return event;
    }

    private static String id(JsonNode event) {
        return event.get("id").asText();
    }

    private static List<String> deliveries(JsonNode leased) {
        return leased.findValuesAsText("delivery");
    }

    private static List<JsonNode> messages(JsonNode leased) {
        return leased.findValues("message");
    }

    private static List<Long> numbers(JsonNode leased) {
        return messages(leased).stream()
                .map(message -> message.get("linknumber").asLong())
                .toList();
    }
}
