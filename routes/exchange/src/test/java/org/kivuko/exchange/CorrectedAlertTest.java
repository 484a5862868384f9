package org.kivuko.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kivuko.model.Handling;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageType;
import org.kivuko.model.Reading;

/** Seen to fail with the end of the correction kept alone. */
class CorrectedAlertTest {
    private static final String DATA =
            """
            {"msgType":"Alert","alertType":"DOC-LOST","category":["Security"],"urgency":"Expected",
             "severity":"%s","certainty":"Observed"}
            """;

    private static Message message(String id, String type, String attributes, String data) {
        String json =
                """
                {"specversion":"1.0","id":"%s","source":"/agencies/KEN.DIS","type":"kivuko.%s.v1",
                 "time":"2026-11-01T08:00:00Z","to":"UGA",%s,"data":%s}
                """
                        .formatted(id, type, attributes, data);
        var reading = MessageJson.read(json.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted<Message>) reading).value();
    }

    private static Message alert(String attributes) {
        return message("m-1", "alert", "\"purpose\":\"crime\"," + attributes, DATA.formatted("Moderate"));
    }

    private static Message correction(String attributes) {
        return message(
                "m-2",
                "correction",
                "\"purpose\":\"border-check\"" + attributes,
                """
                {"references":["KEN.DIS/m-1"],"reason":"error","replacementType":"kivuko.alert.v1","replacement":%s}
                """
                        .formatted(DATA.formatted("Severe")));
    }

    private static Message corrected(Message alert, Message correction) {
        return CorrectedAlert.of(alert, correction).orElseThrow();
    }

    @Test
    void itIsTheAlertWithTheDataOfTheCorrectionForTheCorrectionsPurpose() {
        // Given
        Message alert = alert("\"expires\":\"2026-12-01T08:00:00Z\",\"post\":\"KEN-BUSIA\"");

        // When
        Message corrected = corrected(alert, correction(""));

        // Then
        assertThat(corrected.key()).isEqualTo(alert.key());
        assertThat(corrected.envelope().type()).isEqualTo(MessageType.ALERT);
        assertThat(corrected.data().get("severity").asText()).isEqualTo("Severe");
        assertThat(corrected.json().get("purpose").asText()).isEqualTo("border-check");
        assertThat(corrected.json().has("post")).isFalse();
        assertThat(corrected.json().get("expires")).isEqualTo(alert.json().get("expires"));
        assertThat(alert.data().get("severity").asText()).isEqualTo("Moderate");
    }

    @Test
    void theHigherHandlingAndTheEarlierEndOfTheTwoHold() {
        // Given
        Message alert = alert("\"expires\":\"2026-12-01T08:00:00+03:00\",\"handling\":\"H1\"");

        // When
        Message lower = corrected(alert, correction(",\"handling\":\"H0\",\"expires\":\"2026-12-01T06:00:00Z\""));
        Message higher = corrected(alert, correction(",\"handling\":\"H2\",\"expires\":\"2026-11-30T06:00:00Z\""));

        // Then
        assertThat(lower.envelope().handling()).isEqualTo(Handling.H1);
        assertThat(lower.envelope().expires()).contains(OffsetDateTime.parse("2026-12-01T08:00:00+03:00"));
        assertThat(higher.envelope().handling()).isEqualTo(Handling.H2);
        assertThat(higher.envelope().expires()).contains(OffsetDateTime.parse("2026-11-30T06:00:00Z"));
    }

    @Test
    void whatIsNoCorrectionCorrectsNothing() {
        Message alert = alert("\"expires\":\"2026-12-01T08:00:00Z\"");
        assertThat(CorrectedAlert.of(alert, alert)).isEqualTo(Optional.empty());
    }
}
