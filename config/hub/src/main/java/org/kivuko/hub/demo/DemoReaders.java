package org.kivuko.hub.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.kivuko.hub.client.HubClient;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.MessageJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receiving side of the demonstration: fetches, takes over, answers what is urgent, and says of some of what is looked for,
 * and of all that is asked, whether it was found. One agency in ten is slow.
 */
final class DemoReaders {
    private static final Logger LOG = LoggerFactory.getLogger(DemoReaders.class);
    private static final int AT_A_TIME = 4;
    private static final int ONE_ALERT_IN = 4;

    private final List<AgencyId> agencies;
    private final Function<AgencyId, HubClient> clients;
    private final DemoMessages messages;
    private final VisitorsDesk desk;
    private int next;
    private int turns;

    DemoReaders(Directory directory, Function<AgencyId, HubClient> clients, DemoMessages messages, VisitorsDesk desk) {
        this.agencies = directory.agencies().stream()
                .filter(agency -> agency.fetching() == Directory.Fetching.HTTP)
                .map(Directory.Agency::id)
                .toList();
        this.clients = clients;
        this.messages = messages;
        this.desk = desk;
    }

    void readSome() {
        for (int i = 0; i < AT_A_TIME; i++) {
            next = (next + 1) % agencies.size();
            if (next % 10 != 0) {
                read(agencies.get(next));
            }
        }
    }

    private void read(AgencyId agency) {
        try {
            if (desk.isAt(agency)) {
                return;
            }
            HubClient client = clients.apply(agency);
            HubClient.Answer answer = client.inbox(20, Duration.ZERO, "live");
            if (answer.fine()) {
                for (JsonNode delivery : MessageJson.tree(answer.body().getBytes(StandardCharsets.UTF_8))
                        .path("deliveries")) {
                    client.acknowledge(delivery.get("delivery").asText());
                    answerUrgent(client, agency, delivery);
                    reply(client, agency, delivery.path("message"));
                }
            }
        } catch (IOException hubIsStopping) {
            LOG.debug("demonstration: an inbox was not read", hubIsStopping);
        }
    }

    /** Every question, and one alert in four. */
    private void reply(HubClient client, AgencyId agency, JsonNode message) throws IOException {
        JsonNode data = message.path("data");
        String alertType = data.path("alertType").asText();
        boolean question = message.path("type").asText().equals("kivuko.request.v1");
        boolean lookedFor = (alertType.startsWith("DOC-") || alertType.equals("PER-MISSING"))
                && data.path("msgType").asText().equals("Alert");
        if (question || (lookedFor && turns++ % ONE_ALERT_IN == 0)) {
            boolean found = turns % (2 * ONE_ALERT_IN) == 1;
            client.post(
                    MessageJson.write(messages.reply(agency, message, found)),
                    "application/cloudevents+json",
                    Map.of());
        }
    }

    /** Who owes an acknowledgement gives it; others are not asked, and mostly may not answer. */
    private void answerUrgent(HubClient client, AgencyId agency, JsonNode delivery) throws IOException {
        JsonNode message = delivery.path("message");
        JsonNode data = message.path("data");
        if (!"urgent".equals(delivery.path("lane").asText())
                || !message.has("ackby")
                || !"Alert".equals(data.path("msgType").asText())) {
            return;
        }
        String sender = delivery.path("from").asText();
        ObjectNode answer = messages.acknowledgement(
                agency,
                sender + "/" + message.path("id").asText(),
                sender,
                data.path("alertType").asText(),
                message.path("purpose").asText());
        client.post(MessageJson.write(answer), "application/cloudevents+json", Map.of());
    }
}
