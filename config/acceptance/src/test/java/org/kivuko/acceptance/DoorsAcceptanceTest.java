package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.acceptance.Desk.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same meaning at both doors: HTTP, and AMQP 1.0 with a client that knows nothing of the hub. */
class DoorsAcceptanceTest extends TwoDoors {
    @Test
    void aMessageOverAmqpHasTheOutcomeThatItHasOverHttp() throws JMSException {
        // Given
        ObjectNode overHttp = passport();
        ObjectNode overAmqp = passport();
        desk.give(overHttp);

        // When
        sender.send("outbox", overAmqp);

        // Then
        JsonNode receipt = sender.receipt(about(overAmqp));
        assertThat(outcomes(receipt)).isEqualTo(outcomes(desk.judged(id(overHttp))));
        assertThat(outcomes(receipt)).isEqualTo(outcomes(desk.judged(id(overAmqp))));
        ObjectNode first = (ObjectNode)
                hub.desk("UGA.DCIC").fetched(id(overAmqp)).orElseThrow().get("data");
        assertThat(first.at("/subject/person").has("surname")).isFalse();
        assertThat(arrivals(overAmqp)).singleElement().satisfies(message -> assertThat(message.get("data"))
                .isEqualTo(overAmqp.get("data")));
    }

    @Test
    void aCapAlertOverAmqpIsAddressedByItsOwnWords() throws JMSException {
        // Given
        ObjectNode known = Samples.example("ken-public-warning.json", now());

        // When
        sender.send("outbox", cap(id(known), "Flood at Busia"));

        // Then
        JsonNode receipt = sender.receipt(about(known));
        assertThat(receipt.get("status").asText()).as(receipt.toString()).isEqualTo("judged");
        JsonNode message = hub.desk("UGA.DCIC").fetched(id(known)).orElseThrow();
        assertThat(message.get("source").asText()).isEqualTo("/agencies/KEN.DIS");
        assertThat(message.at("/data/texts/0/event").asText()).isEqualTo("Flood at Busia");
        assertThat(message.get("purpose").asText()).isEqualTo("border-check");
    }

    private static String cap(String id, String event) {
        return """
                <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
                  <identifier>%s</identifier>
                  <sender>floods@water.example</sender>
                  <sent>%s</sent>
                  <status>Actual</status>
                  <msgType>Alert</msgType>
                  <scope>Private</scope>
                  <addresses>UGA</addresses>
                  <code>BORDER-CHECK</code>
                  <info>
                    <category>Met</category>
                    <event>%s</event>
                    <urgency>Expected</urgency>
                    <severity>Severe</severity>
                    <certainty>Likely</certainty>
                    <expires>%s</expires>
                    <area><areaDesc>Busia</areaDesc></area>
                  </info>
                </alert>
                """
                .formatted(id, offset(now()), event, offset(now().plusSeconds(3_600)));
    }

    /** CAP wants an offset and knows no Z. */
    private static String offset(Instant at) {
        return at.toString().replace("Z", "+00:00");
    }

    @Test
    void theSourceOfAnotherAgencyIsRefusedByAReceipt() throws JMSException {
        // Given
        ObjectNode foreign = passport().put("source", "/agencies/KEN.KRA");

        // When
        sender.send("outbox", foreign);

        // Then
        JsonNode receipt = sender.receipt(data -> data.path("code").asText().equals("NOT_SENDER"));
        assertThat(receipt.get("status").asText()).isEqualTo("refused");
        assertThat(hub.get("KEN.KRA", "/v1/messages/" + id(foreign)).statusCode())
                .isEqualTo(404);
        assertThat(hub.desk("UGA.DCIC").fetched(id(foreign))).isEmpty();
    }

    @Test
    void whatCannotBeReadGoesToQuarantineAndItsSenderIsTold() throws JMSException {
        // Given
        int before = quarantined("KEN.DIS").size();

        // When
        sender.send("outbox", "{\"specversion\": \"1.0\", \"specversion\": \"1.0\"}");

        // Then
        JsonNode receipt = sender.receipt(data -> data.path("code").asText().equals("UNREADABLE"));
        assertThat(receipt.get("status").asText()).isEqualTo("refused");
        assertThat(quarantined("KEN.DIS")).hasSize(before + 1).last().satisfies(row -> {
            assertThat(row.get("code").asText()).isEqualTo("UNREADABLE");
            assertThat(row.get("door").asText()).isEqualTo("broker");
        });
    }

    private static List<JsonNode> quarantined(String agency) {
        var rows = new ArrayList<JsonNode>();
        json(hub.get("operator", "/v1/ops/quarantine?max=100"))
                .get("quarantine")
                .forEach(rows::add);
        return rows.stream()
                .filter(row -> row.get("agency").asText().equals(agency))
                .toList();
    }

    @Test
    void everyFaultStandsInTheReceiptAsItWouldInTheAnswer() throws JMSException {
        // Given
        ObjectNode broken = passport();
        broken.put("purpose", "curiosity").put("unknown", 1).remove("time");
        ((ObjectNode) broken.get("data")).put("severity", "Awful");

        // When
        HttpResponse<String> answer = desk.post(broken);
        sender.send("outbox", broken);

        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode receipt = sender.receipt(data -> data.path("code").asText().equals("SCHEMA_VIOLATION"));
        assertThat(receipt.get("errors")).isEqualTo(json(answer).get("errors"));
        assertThat(receipt.get("errors").findValuesAsText("pointer"))
                .containsExactly("/data/severity", "/purpose", "/time", "/unknown");
    }

    @Test
    void theSameMessageByHttpAndThenByAmqpArrivesOnce() throws JMSException {
        // Given
        ObjectNode event = passport();
        desk.give(event);
        JsonNode first = sender.receipt(about(event));

        // When
        sender.send("outbox", event);

        // Then
        JsonNode second = sender.receipt(about(event));
        assertThat(second.get("acceptedAt")).isEqualTo(first.get("acceptedAt"));
        assertThat(outcomes(second).keySet()).isEqualTo(outcomes(first).keySet());
        assertThat(hub.desk("UGA.DCIC").fetched(id(event))).isPresent();
        assertThat(arrivals(event)).hasSize(1);
        assertThat(recipient.take("inbox")).isEmpty();
    }

    @Test
    void theSameMessageByAmqpAndThenByHttpArrivesOnce() throws JMSException {
        // Given
        ObjectNode event = passport();
        sender.send("outbox", event);
        JsonNode first = sender.receipt(about(event));

        // When
        HttpResponse<String> answer = desk.post(event);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("acceptedAt")).isEqualTo(first.get("acceptedAt"));
        assertThat(arrivals(event)).hasSize(1);
        assertThat(recipient.take("inbox")).isEmpty();
    }

    @Test
    void otherContentUnderTheSameIdIsAConflictAtBothDoors() throws JMSException {
        // Given
        ObjectNode event = passport();
        sender.send("outbox", event);
        sender.receipt(about(event));
        ObjectNode other = event.deepCopy().put("to", "UGA.URA");

        // When
        HttpResponse<String> answer = desk.post(other);
        sender.send("outbox", other);

        // Then
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).get("code").asText()).isEqualTo("CONFLICT");
        JsonNode receipt = sender.receipt(about(event));
        assertThat(receipt.get("code").asText()).isEqualTo("CONFLICT");
        assertThat(desk.outcomes(id(event))).containsKey("UGA.DCIC");
    }

    @Test
    void whoFetchesAtTheBrokerIsToldSoAtTheOtherDoor() {
        // When
        HttpResponse<String> answer = hub.get(AT_BROKER, "/v1/inbox");

        // Then
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).get("code").asText()).isEqualTo("NOT_AVAILABLE");
    }
}
