package org.kivuko.acceptance;

import static org.kivuko.acceptance.AmqpAgency.text;
import static org.kivuko.acceptance.Desk.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A hub with an agency that sends by both doors and one that fetches at the broker; shared by all classes of this kind. */
@ExtendWith(Shared.class)
abstract class TwoDoors {
    /** It fetches from the broker; every alert on a document reaches it whole. */
    static final String AT_BROKER = "UGA.UPF";

    static TestHub hub;
    static Desk desk;
    static AmqpAgency sender;
    static AmqpAgency recipient;

    /** The hub and who stands at its doors. */
    record Parties(TestHub hub, AmqpAgency sender, AmqpAgency recipient) implements AutoCloseable {
        static Parties meet() {
            TestHub hub = TestHub.start(
                    Clock.systemUTC(),
                    Map.of(
                            "states/UGA.yaml",
                            text -> text.replace(
                                    "roles: [border-security]}", "roles: [border-security], inbox: broker}")));
            return new Parties(hub, hub.amqp("KEN.DIS"), hub.amqp(AT_BROKER));
        }

        @Override
        public void close() throws JMSException {
            sender.close();
            recipient.close();
            hub.close();
        }
    }

    @BeforeAll
    static void start(Parties parties) {
        hub = parties.hub();
        desk = hub.desk("KEN.DIS");
        sender = parties.sender();
        recipient = parties.recipient();
    }

    @AfterAll
    static void closeTheBooks() {
        hub.assertBooksBalance();
    }

    @BeforeEach
    void forgetReceipts() throws JMSException {
        sender.take("receipts");
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    static ObjectNode passport() {
        return Samples.stolenPassport(now());
    }

    static String id(JsonNode event) {
        return event.get("id").asText();
    }

    static Predicate<JsonNode> about(ObjectNode event) {
        return json -> json.path("id").asText().equals(id(event));
    }

    /** Agency, outcome, reason and fields: what a status says, without its instants. */
    static Map<String, String> outcomes(JsonNode status) {
        var outcomes = new TreeMap<String, String>();
        status.get("recipients").forEach(part -> {
            var words = ((ObjectNode) part.deepCopy()).without(List.of("at", "agency"));
            outcomes.put(part.get("agency").asText(), words.toString());
        });
        return outcomes;
    }

    static List<JsonNode> arrivals(ObjectNode event) {
        return recipient.takeUntil("inbox", about(event)).stream()
                .map(AmqpAgency::json)
                .filter(about(event))
                .toList();
    }
}
