package org.kivuko.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.kivuko.acceptance.Meddler.Defect;
import org.kivuko.acceptance.Meddler.Reply;
import org.kivuko.acceptance.Meddler.Request;
import org.kivuko.model.MessageJson;

/** Hubs that break one promise each. */
final class HubDefects {
    private HubDefects() {}

    /** Says that it has accepted what it throws away. */
    static Defect losesWhatItAccepts() {
        return (request, hub) -> request.isPost() ? accepted() : hub.ask(request);
    }

    /** Takes the same message again as a new one. */
    static Defect forgetsDuplicates() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        return Meddler.asked(request -> {
            if (!request.isPost()) {
                return request;
            }
            ObjectNode event = (ObjectNode) MessageJson.tree(request.body());
            return seen.add(event.get("id").asText())
                    ? request
                    : request.withBody(
                            MessageJson.write(event.put("id", UUID.randomUUID().toString())));
        });
    }

    /** Hands out under a new name what was handed out before. */
    static Defect renamesWhatComesAgain() {
        Map<String, String> names = new ConcurrentHashMap<>();
        return (request, hub) -> {
            if (!request.isInbox()) {
                String name = request.path().replaceFirst("/v1/inbox/([^/]*)/ack", "$1");
                return hub.ask(new Request(
                        request.method(),
                        request.path().replace(name, names.getOrDefault(name, name)),
                        request.authorization(),
                        request.contentType(),
                        request.body()));
            }
            Reply reply = hub.ask(request);
            JsonNode document = MessageJson.tree(reply.body());
            for (JsonNode delivery : document.path("deliveries")) {
                String name = UUID.randomUUID().toString();
                names.put(name, delivery.path("delivery").asText());
                ((ObjectNode) delivery).put("delivery", name);
            }
            return reply.withBody(MessageJson.write(document));
        };
    }

    /** Every third delivery is taken over before it is handed out. */
    static Defect keepsEveryThirdDelivery() {
        var count = new AtomicInteger();
        return (request, hub) -> {
            Reply reply = hub.ask(request);
            if (!request.isInbox()) {
                return reply;
            }
            JsonNode document = MessageJson.tree(reply.body());
            var left = document.path("deliveries").elements();
            while (left.hasNext()) {
                String name = left.next().path("delivery").asText();
                if (count.incrementAndGet() % 3 == 2) {
                    left.remove();
                    hub.ask(acknowledgement(request, name));
                }
            }
            return reply.withBody(MessageJson.write(document));
        };
    }

    /** What is handed out counts as taken over. */
    static Defect takesHandingOutForTakingOver() {
        return (request, hub) -> {
            Reply reply = hub.ask(request);
            if (request.isInbox()) {
                JsonNode document = MessageJson.tree(reply.body());
                for (JsonNode delivery : document.path("deliveries")) {
                    hub.ask(acknowledgement(request, delivery.path("delivery").asText()));
                }
            }
            return reply;
        };
    }

    /** Accepts an Update of what it does not know. */
    static Defect believesReferences() {
        return (request, hub) -> {
            Reply reply = hub.ask(request);
            return new String(reply.body(), StandardCharsets.UTF_8).contains("UNKNOWN_REFERENCE") ? accepted() : reply;
        };
    }

    /** Puts a time right that lies in the future. */
    static Defect mendsTimes(InstantSource clock) {
        return Meddler.asked(request -> {
            if (!request.isPost()) {
                return request;
            }
            ObjectNode event = (ObjectNode) MessageJson.tree(request.body());
            Instant now = clock.instant();
            if (Instant.parse(event.get("time").asText()).isAfter(now)) {
                event.put("time", now.minusSeconds(1).toString());
                if (event.path("data").has("crossedAt")) {
                    ((ObjectNode) event.get("data"))
                            .put("crossedAt", now.minusSeconds(60).toString());
                }
            }
            return request.withBody(MessageJson.write(event));
        });
    }

    /** Looks at every second signature. */
    static Defect overlooksSignatures() {
        var count = new AtomicInteger();
        return Meddler.asked(request -> {
            String text = new String(request.body(), StandardCharsets.UTF_8);
            return text.contains("<Signature ") && count.incrementAndGet() % 2 == 0
                    ? request.withBody(
                            text.replaceAll("(?s)<Signature .*</Signature>", "").getBytes(StandardCharsets.UTF_8))
                    : request;
        });
    }

    /** Takes every key for this one. */
    static Defect believesEveryKey(String key) {
        return Meddler.asked(request ->
                new Request(request.method(), request.path(), "Bearer " + key, request.contentType(), request.body()));
    }

    /** Refuses for now, and does not say for how long. */
    static Defect namesNoTime() {
        return (request, hub) -> {
            Reply reply = hub.ask(request);
            return new Reply(reply.status(), reply.body(), Optional.empty());
        };
    }

    private static Request acknowledgement(Request fetch, String delivery) {
        return new Request(
                "POST", "/v1/inbox/" + delivery + "/ack", fetch.authorization(), fetch.contentType(), new byte[0]);
    }

    private static Reply accepted() {
        return new Reply(
                202, "{\"acceptedAt\":\"2026-01-01T00:00:00Z\"}".getBytes(StandardCharsets.UTF_8), Optional.empty());
    }
}
