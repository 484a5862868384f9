package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kivuko.model.MessageJson;

/**
 * The queues, who sends and who fetches there, and what lies in them, are what {@code asyncapi.json} says. Seen to fail with a channel left
 * out, and with a schema of receipts that knows no instant of acceptance.
 */
@Tag("slow")
class QueuesDescribedTest extends TwoDoors {
    private static final String BASE = "https://kivuko.example";
    private static final String ID = BASE + "/asyncapi.json";

    private final JsonNode document =
            MessageJson.tree(hub.withoutKey("/asyncapi.json").getBytes(StandardCharsets.UTF_8));
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(id -> id.equals(ID) ? document.toString() : schema(id)));

    private static String schema(String id) {
        try {
            return id.startsWith(BASE)
                    ? Files.readString(TestHub.shippedConfiguration().resolve(id.substring(BASE.length() + 1)))
                    : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The channel of an address with the agency's place in it. */
    private Map<String, String> channels() {
        return document.path("channels").properties().stream()
                .collect(Collectors.toMap(
                        channel -> channel.getValue().path("address").asText(), Map.Entry::getKey));
    }

    @Test
    void theQueuesOfAgenciesAreTheChannelsThatAreDescribed() {
        // Given
        Set<String> described = new TreeSet<>();
        for (var agency : hub.hub().directory().agencies()) {
            channels()
                    .keySet()
                    .forEach(address -> described.add(
                            address.replace("{agency}", agency.id().toString())));
        }

        // When
        Set<String> queues = StreamSupport.stream(
                        Desk.json(hub.get("operator", "/v1/ops/queues"))
                                .path("queues")
                                .spliterator(),
                        false)
                .map(queue -> queue.path("queue").asText())
                .filter(queue -> queue.contains("agency."))
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(queues).isEqualTo(described);
    }

    @Test
    void everyChannelHasOneOperationAndItsAgencyMayDoIt() throws JMSException {
        // Given
        var operated = new TreeSet<String>();
        for (JsonNode operation : document.path("operations")) {
            // When
            String channel = operation.at("/channel/$ref").asText().substring("#/channels/".length());
            String address =
                    document.path("channels").path(channel).path("address").asText();
            String box = address.replace("agency.{agency}.", "");
            if (operation.path("action").asText().equals("receive")) {
                ObjectNode message = Samples.stolenPassport("described-" + channel, "SSD");
                if (box.endsWith(".urgent")) {
                    Talk.data(message).put("urgency", "Immediate");
                }
                message.put("status", box.startsWith("exercise.") ? "exercise" : "actual");
                sender.send(box, message);
            } else {
                check(channel, recipient.take(box));
            }
            assertThat(operated.add(channel)).as(channel).isTrue();
        }

        // Then
        assertThat(operated).isEqualTo(new TreeSet<>(channels().values()));
        Set<String> answered = new TreeSet<>();
        await().atMost(Desk.PATIENCE).untilAsserted(() -> {
            for (String box : List.of("receipts", "exercise.receipts")) {
                for (Message receipt : sender.take(box)) {
                    JsonNode body = AmqpAgency.json(receipt);
                    answered.add(body.at("/data/id").asText());
                }
            }
            assertThat(answered)
                    .contains(
                            "described-outbox",
                            "described-outboxUrgent",
                            "described-exerciseOutbox",
                            "described-exerciseOutboxUrgent");
        });
    }

    @Test
    void whatLiesInAQueueIsAMessageOfItsChannel() throws JMSException {
        // Given
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String id = "described-" + now.getEpochSecond();
        ObjectNode alert = Samples.stolenPassport(id, AT_BROKER);

        // When
        sender.send("outbox", alert);
        sender.send("outbox", "{broken");
        List<Message> fetched =
                recipient.takeUntil("inbox", event -> event.path("id").asText().equals(id));
        List<Message> receipts = sender.takeUntil(
                "receipts", event -> event.at("/data/id").asText().equals(id));

        // Then
        assertThat(fetched).isNotEmpty();
        assertThat(receipts).isNotEmpty();
        check("inbox", fetched);
        check("receipts", receipts);
    }

    private void check(String channel, List<Message> messages) throws JMSException {
        for (Message message : messages) {
            JsonNode event = AmqpAgency.json(message);
            String type = event.path("type").asText();
            JsonNode described = document.path("channels").path(channel).path("messages");
            List<String> fitting = StreamSupport.stream(described.spliterator(), false)
                    .map(reference -> reference.path("$ref").asText().substring(1))
                    .filter(pointer ->
                            document.at(pointer).path("name").asText().equals(type))
                    .toList();
            assertThat(fitting).as(channel + " carries " + type).hasSize(1);
            assertThat(registry.getSchema(SchemaLocation.of(ID + "#" + fitting.get(0) + "/payload"))
                            .validate(
                                    event,
                                    context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                    .as(type)
                    .isEmpty();
        }
    }
}
