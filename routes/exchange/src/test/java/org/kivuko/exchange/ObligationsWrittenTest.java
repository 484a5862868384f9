package org.kivuko.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.EvidenceUse;
import org.kivuko.agreement.Obligations;
import org.kivuko.agreement.Onward;
import org.kivuko.agreement.Outcome;
import org.kivuko.agreement.Passing;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Handling;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/** What a recipient owes stands in what it is given and in the dry run, and only what a rule asks for. */
class ObligationsWrittenTest {
    private static final Message MESSAGE = read(
            """
            {"specversion":"1.0","id":"m-1","source":"/agencies/KEN.DIS","type":"kivuko.alert.v1",
             "time":"2026-11-01T08:00:00Z","to":"UGA.DCIC","purpose":"crime","expires":"2026-12-01T08:00:00Z",
             "data":{"msgType":"Alert","alertType":"DOC-LOST","category":["Security"],"urgency":"Expected",
             "severity":"Moderate","certainty":"Observed"}}
            """);

    private static final Obligations OWED = new Obligations(
            Handling.H1,
            new Passing(Onward.LISTED, Set.of("ETH"), EvidenceUse.FREE),
            Optional.of(Instant.parse("2026-11-01T16:00:00Z")),
            Optional.of(Instant.parse("2027-01-30T08:00:00.123456789Z")));

    private static Message read(String json) {
        var reading = MessageJson.read(json.getBytes(StandardCharsets.UTF_8));
        return ((Reading.Accepted<Message>) reading).value();
    }

    private static Ruling ruling(Obligations owed) {
        return new Ruling(
                AgencyId.of("UGA.DCIC"),
                Outcome.RELEASED,
                Optional.empty(),
                List.of("KEN-UGA.test@1/P"),
                List.of("KEN-UGA.test@1"),
                List.of(),
                List.of(),
                owed,
                Optional.empty(),
                Optional.of(JsonNodeFactory.instance.objectNode()));
    }

    @Test
    void whatARuleAsksForIsDelivered() {
        // When
        var event = DeliveryWriter.event(MESSAGE, ruling(OWED), JsonNodeFactory.instance.objectNode());

        // Then
        assertThat(event.get("onward").asText()).isEqualTo("listed");
        assertThat(event.get("handling").asText()).isEqualTo("H1");
        assertThat(event.get("ackby").asText()).isEqualTo("2026-11-01T16:00:00.000Z");
        assertThat(event.get("retainuntil").asText()).isEqualTo("2027-01-30T08:00:00.123Z");
    }

    @Test
    void whatNoRuleAsksForIsAbsent() {
        // When
        var event = DeliveryWriter.event(
                MESSAGE, ruling(Obligations.of(Handling.H0)), JsonNodeFactory.instance.objectNode());
        var decision = DecisionWriter.decision(MESSAGE, ruling(Obligations.of(Handling.H0)), false);

        // Then
        assertThat(event.get("onward").asText()).isEqualTo("prohibited");
        assertThat(event.has("ackby")).isFalse();
        assertThat(event.has("retainuntil")).isFalse();
        assertThat(decision.get("obligations").toString()).isEqualTo("{\"handling\":\"H0\",\"onward\":\"prohibited\"}");
    }

    @Test
    void theDryRunSaysTheSame() {
        // When
        var decision = DecisionWriter.decision(MESSAGE, ruling(OWED), false);

        // Then
        assertThat(decision.get("obligations").toString())
                .isEqualTo("{\"handling\":\"H1\",\"acknowledgeBy\":\"2026-11-01T16:00:00.000Z\","
                        + "\"retainUntil\":\"2027-01-30T08:00:00.123Z\",\"onward\":\"listed\"}");
    }
}
