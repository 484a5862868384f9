package org.kivuko.hub.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.kivuko.exchange.format.Formats;
import org.kivuko.hub.client.HubClient;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageJson;

/**
 * A neighbour at its inbox: fetches, acknowledges in the manner of its profile, answers what it sees for the first time.
 *
 * <p>For one thread.
 */
public final class Inbox {
    private static final int AT_ONCE = 20;
    private static final int RECEIPTS_AT_ONCE = 100;

    private final AgencyId agency;
    private final Profile profile;
    private final Answering answering;
    private final InstantSource clock;
    private final Books books;

    /** One whose books nobody reads. */
    public Inbox(AgencyId agency, Profile profile, Answering answering, InstantSource clock) {
        this(agency, profile, answering, clock, new Books());
    }

    Inbox(AgencyId agency, Profile profile, Answering answering, InstantSource clock, Books books) {
        this.agency = agency;
        this.profile = profile;
        this.answering = answering;
        this.clock = clock;
        this.books = books;
    }

    /** Fetches some, and does with it what is to be done; whether there may be more. */
    public boolean read(HubClient client) throws IOException {
        if (!profile.fetches()) {
            return false;
        }
        JsonNode deliveries = fetch(client);
        for (JsonNode delivery : deliveries) {
            boolean again = books.handed(delivery, clock.instant());
            for (int i = 0; i < profile.acknowledgements(again); i++) {
                String name = delivery.path("delivery").asText();
                books.acknowledged(name, client.acknowledge(name));
            }
            if (!again) {
                answer(client, delivery);
            }
        }
        return deliveries.size() == AT_ONCE;
    }

    /** Fetches some, and does nothing with it; whether there was anything. */
    boolean lease(HubClient client) throws IOException {
        JsonNode deliveries = fetch(client);
        for (JsonNode delivery : deliveries) {
            books.handed(delivery, clock.instant());
        }
        return !deliveries.isEmpty();
    }

    /** Fetches receipts and takes them over. */
    void readReceipts(HubClient client) throws IOException {
        if (!profile.fetches()) {
            return;
        }
        HubClient.Answer answer = client.receipts(RECEIPTS_AT_ONCE);
        if (!answer.fine()) {
            books.refused(answer);
        }
        for (JsonNode receipt : Answers.body(answer).path("receipts")) {
            String name = receipt.path("delivery").asText();
            books.receipt(name, receipt.path("message").path("data"), clock.instant());
            client.acknowledgeReceipt(name);
        }
    }

    private JsonNode fetch(HubClient client) throws IOException {
        HubClient.Answer answer = client.inbox(AT_ONCE, Duration.ZERO, "live");
        if (!answer.fine()) {
            books.refused(answer);
        }
        return Answers.body(answer).path("deliveries");
    }

    private void answer(HubClient client, JsonNode delivery) throws IOException {
        for (ObjectNode answer : answering.to(agency, delivery)) {
            HubClient.Answer said = client.post(MessageJson.write(answer), Formats.JSON.mediaType(), Map.of());
            if (Answers.later(said)) {
                books.refused(said);
            } else {
                books.promise(Promise.TAKES_ANSWERS, Answers.taken(said), Answers.found(said));
            }
        }
    }
}
