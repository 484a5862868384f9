package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kivuko.acceptance.AmqpAgency.text;
import static org.kivuko.acceptance.Desk.PATIENCE;
import static org.kivuko.acceptance.Desk.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same meaning at both doors: HTTP, and AMQP 1.0 with a client that knows nothing of the hub. */
class DoorsAcceptanceTest {
    /** It fetches from the broker; every alert on a document reaches it whole. */
    private static final String AT_BROKER = "UGA.UPF";

    private static TestHub hub;
    private static Desk desk;
    private static AmqpAgency sender;
    private static AmqpAgency recipient;

    @BeforeAll
    static void start() {
        hub = TestHub.start(
                Clock.systemUTC(),
                Map.of(
                        "states/UGA.yaml",
                        text -> text.replace("roles: [border-security]}", "roles: [border-security], inbox: broker}")));
        desk = hub.desk("KEN.DIS");
        sender = hub.amqp("KEN.DIS");
        recipient = hub.amqp(AT_BROKER);
    }

    @AfterAll
    static void stop() throws JMSException {
        sender.close();
        recipient.close();
        hub.close();
    }

    @BeforeEach
    void forgetReceipts() throws JMSException {
        sender.take("receipts");
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static ObjectNode passport() {
        return Samples.stolenPassport(now());
    }

    private static String id(JsonNode event) {
        return event.get("id").asText();
    }

    private static Predicate<JsonNode> about(ObjectNode event) {
        return json -> json.path("id").asText().equals(id(event));
    }

    /** Agency, outcome, reason and fields: what a status says, without its instants. */
    private static Map<String, String> outcomes(JsonNode status) {
        var outcomes = new TreeMap<String, String>();
        status.get("recipients").forEach(part -> {
            var words = ((ObjectNode) part.deepCopy()).without(List.of("at", "agency"));
            outcomes.put(part.get("agency").asText(), words.toString());
        });
        return outcomes;
    }

    private static List<JsonNode> arrivals(ObjectNode event) {
        return recipient.takeUntil("inbox", about(event)).stream()
                .map(AmqpAgency::json)
                .filter(about(event))
                .toList();
    }

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
    void whatHasNoRightToTheUrgentLaneTravelsInBulk() throws JMSException {
        // Given
        ObjectNode patient = passport();
        ObjectNode urgent = passport();
        ((ObjectNode) urgent.get("data")).put("urgency", "Immediate");

        // When
        sender.send("outbox.urgent", patient);
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
        assertThat(delivered.getJMSExpiration()).isZero();
        assertThat(delivered.getJMSType()).isNull();
        assertThat(delivered.getJMSCorrelationID())
                .isEqualTo(AmqpAgency.json(delivered).get("ruling").asText());
        assertThat(AmqpAgency.json(delivered).toString()).doesNotContain("canary");
        JsonNode receipt = sender.receipt(about(event));
        assertThat(receipt.toString()).doesNotContain("canary");
        assertThat(hub.desk("KEN.KRA").fetched(id(event))).isEmpty();
        await().atMost(PATIENCE).until(() -> queue("hub.dead") == 0 && queue("hub.expired") == 0);
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

    private static long queue(String name) {
        for (JsonNode row : json(hub.get("operator", "/v1/ops/queues")).get("queues")) {
            if (row.get("queue").asText().equals(name)) {
                return row.get("messages").asLong();
            }
        }
        throw new AssertionError("no queue " + name);
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
