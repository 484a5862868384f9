package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kivuko.acceptance.AmqpAgency.text;
import static org.kivuko.acceptance.Desk.PATIENCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import java.time.OffsetDateTime;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** On which queue a message travels, and that nothing which a sender writes beside the body changes it. */
class LanesAcceptanceTest extends TwoDoors {
    @Test
    void whatHasNoRightToTheUrgentLaneTravelsInBulk() throws JMSException {
        // Given
        ObjectNode patient = passport();
        ObjectNode urgent = passport();
        ((ObjectNode) urgent.get("data")).put("urgency", "Immediate");

        // When
        sender.send("outbox.urgent", patient);
        hub.arrivals().moved("KEN.DIS");
        sender.send("outbox.urgent", urgent);

        // Then
        assertThat(arrivals(patient))
                .singleElement()
                .satisfies(message -> assertThat(message.get("lane").asText()).isEqualTo("bulk"));
        assertThat(recipient.takeUntil("inbox.urgent", about(urgent)))
                .singleElement()
                .satisfies(message -> assertThat(
                                AmqpAgency.json(message).get("lane").asText())
                        .isEqualTo("urgent"));
    }

    @Test
    void anExerciseStaysOnTheQueuesOfExercises() throws JMSException {
        // Given
        ObjectNode exercise = passport().put("status", "exercise");

        // When
        sender.send("exercise.outbox", exercise);

        // Then
        JsonNode receipt = AmqpAgency.json(sender.takeUntil(
                                "exercise.receipts", event -> about(exercise).test(event.get("data")))
                        .get(0))
                .get("data");
        assertThat(outcomes(receipt).get("UGA.DCIC")).contains("processed");
        assertThat(hub.desk("UGA.DCIC").fetchAll("live")).noneMatch(about(exercise));
        assertThat(hub.desk("UGA.DCIC").fetchAll("exercise"))
                .filteredOn(about(exercise))
                .hasSize(1);
    }

    @Test
    void aStatusInTheOutboxOfTheOtherChannelIsRefused() throws JMSException {
        // When
        ObjectNode exercise = passport().put("status", "exercise");
        sender.send("outbox", exercise);
        ObjectNode real = passport();
        sender.send("exercise.outbox", real);

        // Then
        JsonNode receipt = sender.receipt(about(exercise));
        assertThat(receipt.get("code").asText()).isEqualTo("SCHEMA_VIOLATION");
        assertThat(receipt.at("/errors/0/pointer").asText()).isEqualTo("/status");
        List<Message> others =
                sender.takeUntil("exercise.receipts", event -> about(real).test(event.get("data")));
        assertThat(others)
                .anyMatch(message ->
                        AmqpAgency.json(message).at("/data/code").asText().equals("SCHEMA_VIOLATION"));
        assertThat(hub.desk("UGA.DCIC").fetchAll("exercise"))
                .noneMatch(about(exercise).or(about(real)));
    }

    @Test
    void nothingThatASenderWritesBesideTheBodyHasAnEffectOrReachesAnybody() throws JMSException {
        // Given
        ObjectNode event = passport();
        Message hostile = sender.session().createTextMessage(text(event));
        hostile.setJMSReplyTo(sender.session().createQueue("agency.KEN.KRA.inbox"));
        hostile.setJMSCorrelationID("canary-correlation");
        hostile.setJMSType("canary-type");
        hostile.setStringProperty("_AMQ_DUPL_ID", "canary-duplicate");
        hostile.setLongProperty("_AMQ_SCHED_DELIVERY", System.currentTimeMillis() + 3_600_000);
        hostile.setStringProperty("_AMQ_LVQ_NAME", "canary-last-value");
        hostile.setStringProperty("JMSXGroupID", "canary-group");
        hostile.setStringProperty("CamelJmsDestinationName", "agency.KEN.KRA.inbox");
        hostile.setStringProperty("CamelFileName", "canary-file");
        hostile.setStringProperty("KivukoDoor", "http");
        hostile.setStringProperty("linknumber", "canary-link");
        hostile.setStringProperty("canary", "canary-custom");

        // When
        try (MessageProducer producer =
                sender.session().createProducer(sender.session().createQueue("agency.KEN.DIS.outbox"))) {
            producer.setTimeToLive(60_000);
            producer.setPriority(9);
            producer.send(hostile);
        }

        // Then
        Message delivered = recipient.takeUntil("inbox", about(event)).get(0);
        assertThat(headers(delivered)).doesNotContain("canary").doesNotContain("KEN.KRA");
        assertThat(delivered.getJMSReplyTo()).isNull();
        // The end that the message itself states, a millisecond later; never that of its sender's broker client. The
        // client
        // reckons it from the time that is left, by its own clock: a few milliseconds more or less.
        assertThat(delivered.getJMSExpiration())
                .isGreaterThanOrEqualTo(
                        OffsetDateTime.parse(event.get("expires").asText())
                                .toInstant()
                                .minusMillis(50)
                                .toEpochMilli());
        assertThat(delivered.getJMSType()).isNull();
        assertThat(delivered.getJMSCorrelationID())
                .isEqualTo(AmqpAgency.json(delivered).get("ruling").asText());
        assertThat(AmqpAgency.json(delivered).toString()).doesNotContain("canary");
        JsonNode receipt = sender.receipt(about(event));
        assertThat(receipt.toString()).doesNotContain("canary");
        assertThat(hub.desk("KEN.KRA").fetched(id(event))).isEmpty();
        await().atMost(PATIENCE).until(() -> hub.waiting("hub.dead") + hub.waiting("hub.expired") == 0);
    }

    private static String headers(Message message) throws JMSException {
        var headers = new TreeSet<String>();
        Enumeration<?> names = message.getPropertyNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement().toString();
            headers.add(name + "=" + message.getObjectProperty(name));
        }
        return headers + " " + message.getJMSType() + " " + message.getJMSCorrelationID() + " "
                + message.getJMSMessageID() + " " + message.getJMSReplyTo();
    }
}
