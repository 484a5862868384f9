package org.kivuko.testkit.junit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.Shelf;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageKey;

/** What one test has done and looked at. Not thread-safe. */
final class TestRun {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PAUSE_MILLIS = 5;

    private final Kivuko hub;
    private final List<Posted> posted = new ArrayList<>();
    private final List<Delivery> taken = new ArrayList<>();
    private final Set<MessageKey> seen = new HashSet<>();
    private final Set<Part> asserted = new HashSet<>();
    private final Set<AgencyId> receiptsOf = new HashSet<>();
    private final List<Look> looks = new ArrayList<>();

    TestRun(Kivuko hub) {
        this.hub = hub;
    }

    /** What becomes of a message for one recipient. */
    record Part(MessageKey message, AgencyId recipient) {}

    /** Something that the test asked for, in its own words. */
    record Look(String words, AgencyId agency) {}

    Posted post(AgencyId agency, byte[] body, String contentType) {
        URI door = URI.create(hub.url() + "/v1/messages");
        var request = HttpRequest.newBuilder(door)
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + hub.key(agency.toString()))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> answer = send(request);
        var one = Posted.answered(
                hub, agency, answer.statusCode(), answer.body(), new String(body, StandardCharsets.UTF_8));
        posted.add(one);
        return one;
    }

    /** What a system under test has posted, once it is there. */
    Posted posted(AgencyId agency, String id) {
        var key = new MessageKey(agency, id);
        looked("posted(\"" + agency + "\", \"" + id + "\")", agency);
        if (!comes(() -> hub.hub().ledger().status(key).isPresent())) {
            throw new AssertionError(agency + " has posted nothing under the id " + id + " within "
                    + hub.patienceInWords() + "." + new NearestMatch(hub, this).toPosted(key));
        }
        var one = Posted.accepted(hub, key);
        posted.add(one);
        return one;
    }

    private static HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("the hub of this test does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits for something, as long as the test has patience. */
    boolean comes(BooleanSupplier what) {
        long end = System.nanoTime() + hub.patience().toNanos();
        while (!what.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** Leases one item; one that the broker cannot give at the moment is one that has not come yet. */
    boolean lease(AtomicReference<Shelf.Item> found, Function<Shelf, List<Shelf.Item>> how) {
        try {
            List<Shelf.Item> items = how.apply(hub.hub().shelf());
            items.forEach(found::set);
            return !items.isEmpty();
        } catch (BrokerUnavailable later) {
            return false;
        }
    }

    void looked(String words, AgencyId agency) {
        looks.add(new Look(words, agency));
    }

    void took(Delivery delivery) {
        taken.add(delivery);
    }

    /** A message has been looked at as such. */
    void saw(MessageKey message) {
        seen.add(message);
    }

    /** What became of a message for a recipient has been asserted. */
    void asserted(MessageKey message, AgencyId recipient) {
        seen.add(message);
        asserted.add(new Part(message, recipient));
    }

    void sawReceiptsOf(AgencyId agency) {
        receiptsOf.add(agency);
    }

    boolean isSeen(MessageKey message) {
        return seen.contains(message);
    }

    boolean isAsserted(MessageKey message, AgencyId recipient) {
        return asserted.contains(new Part(message, recipient));
    }

    boolean hasSeenReceiptsOf(AgencyId agency) {
        return receiptsOf.contains(agency);
    }

    List<Posted> posted() {
        return List.copyOf(posted);
    }

    List<Delivery> taken() {
        return List.copyOf(taken);
    }

    List<Look> looks() {
        return List.copyOf(looks);
    }

    /** Whether the test itself has written this text into a message, or into what it asks for: then it may be shown. */
    boolean wrote(String text) {
        return posted.stream().anyMatch(one -> one.text().contains(text));
    }

    /** A value that was found, for a failure: as it is where the test wrote it, else what can be said of it. */
    String shown(JsonNode value) {
        String text =
                value.isValueNode() ? value.asText() : new String(MessageJson.write(value), StandardCharsets.UTF_8);
        if (wrote(value.isValueNode() ? text : "\u0000")) {
            return "\"" + text + "\"";
        }
        return value.isTextual()
                ? "another text of " + text.length() + " characters"
                : "another " + value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    static Optional<MessageKey> key(JsonNode message) {
        return AgencyId.parseSource(message.path("source").asText())
                .filter(source -> MessageKey.isId(message.path("id").asText()))
                .map(source -> new MessageKey(source, message.path("id").asText()));
    }
}
