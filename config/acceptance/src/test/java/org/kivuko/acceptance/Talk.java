package org.kivuko.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.UUID;
import org.kivuko.testkit.TestClock;

/** What agencies say to each other about messages of a hub, in the time of its clock, by either door. */
record Talk(TestHub hub, TestClock clock) {
    /** A message of any type, with data still to be filled. */
    ObjectNode about(String sender, String type, String to, String purpose, String... references) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0").put("id", UUID.randomUUID().toString());
        event.put("source", "/agencies/" + sender).put("type", "kivuko." + type + ".v1");
        event.put("time", clock.instant().toString()).put("to", to).put("purpose", purpose);
        var data = event.putObject("data");
        if (references.length > 0) {
            var list = data.putArray("references");
            for (String reference : references) {
                list.add(reference);
            }
        }
        return event;
    }

    static ObjectNode data(ObjectNode event) {
        return (ObjectNode) event.get("data");
    }

    static String sender(JsonNode event) {
        return event.get("source").asText().substring("/agencies/".length());
    }

    static String key(JsonNode event) {
        return sender(event) + "/" + event.get("id").asText();
    }

    /** Posts it over HTTP and waits until it is judged. */
    ObjectNode give(ObjectNode event) {
        hub.desk(sender(event)).give(event);
        hub.desk(sender(event)).judged(event.get("id").asText());
        return event;
    }

    /** Sends it by this door and waits until it is judged. */
    ObjectNode give(ObjectNode event, DoorKind door) {
        if (door == DoorKind.HTTP) {
            return give(event);
        }
        try (AmqpAgency agency = hub.amqp(sender(event))) {
            agency.send("outbox", event);
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
        String path = "/v1/messages/" + event.get("id").asText();
        await().atMost(Desk.PATIENCE).until(() -> hub.get(sender(event), path).statusCode() == 200);
        hub.desk(sender(event)).judged(event.get("id").asText());
        return event;
    }

    enum DoorKind {
        HTTP,
        AMQP
    }

    /** Outcome and reason for one recipient, as the sender sees them: {@code refused CONSENT_REQUIRED}. */
    String outcome(ObjectNode event, String recipient) {
        JsonNode part =
                hub.desk(sender(event)).outcomes(event.get("id").asText()).get(recipient);
        return (part.get("outcome").asText() + " " + part.path("reason").asText()).strip();
    }

    /** The message with this key as it stands in a thread that an agency sees. */
    JsonNode inThread(String agency, String thread, String key) {
        for (JsonNode message :
                Desk.json(hub.get(agency, "/v1/threads/" + thread)).path("messages")) {
            if (message.get("message").asText().equals(key)) {
                return message;
            }
        }
        throw new AssertionError(agency + " sees no " + key + " in the thread of " + thread);
    }

    /** What notices say that wait for an agency about a message of its own; taken over. */
    List<JsonNode> notices(ObjectNode event) {
        return hub.desk(sender(event)).receipts().stream()
                .filter(message -> message.get("type").asText().equals("kivuko.notice.v1"))
                .map(message -> message.get("data"))
                .filter(data -> data.path("id").asText().equals(event.get("id").asText()))
                .toList();
    }
}
