package org.kivuko.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.kivuko.acceptance.CrookedHub.Asked;
import org.kivuko.acceptance.CrookedHub.Defect;
import org.kivuko.acceptance.CrookedHub.Told;

/** What a hub can get wrong where messages go out, written from the sentences of the contract. */
enum CrookedInbox {
    /** "202 status … judged when no recipient reads judging": it stays accepted. */
    NEVER_SAYS_JUDGED(status(body -> body.put("status", "accepted"))),

    /** "recipients: [{agency, outcome …". */
    NAMES_NO_RECIPIENTS(status(body -> body.putArray("recipients"))),

    /** "In the sender's view of a message with a person … all read processed". */
    TELLS_WHAT_BECAME_OF_A_PERSON(
            (asked, hub) -> hub.ask(asked).replaced(text -> text.replace("\"processed\"", "\"released\""))),

    /** "state: queued, fetched, acknowledged": it stays queued. */
    SAYS_QUEUED_FOR_EVER((asked, hub) -> asked.is("GET", "/v1/messages/.*")
            ? hub.ask(asked).replaced(text -> text.replace("\"acknowledged\"", "\"queued\"")
                    .replace("\"fetched\"", "\"queued\""))
            : hub.ask(asked)),

    /** "its deliveries carry gap-free numbers": two of them are changed round. */
    SWAPS_LINK_NUMBERS(deliveries(all -> {
        if (all.size() > 1) {
            long first = all.get(0).path("linknumber").asLong();
            number(all.get(0), all.get(1).path("linknumber").asLong());
            number(all.get(1), first);
        }
    })),

    /** "gap-free": every other number is taken. */
    LEAVES_GAPS(deliveries(all ->
            all.forEach(delivery -> number(delivery, delivery.path("linknumber").asLong() * 2)))),

    /** "in the order of the sender's outbox": the newest first. */
    HANDS_OUT_THE_NEWEST_FIRST(deliveries(all -> {
        var turned = new ArrayList<JsonNode>();
        all.forEach(turned::add);
        Collections.reverse(turned);
        all.removeAll();
        all.addAll(turned);
    })),

    /** "offers urgent first": bulk first. */
    OFFERS_BULK_FIRST(deliveries(all -> {
        var turned = new ArrayList<JsonNode>();
        all.forEach(turned::add);
        turned.sort((one, other) ->
                one.path("lane").asText().compareTo(other.path("lane").asText()));
        all.removeAll();
        all.addAll(turned);
    })),

    /** "lane": everything in bulk. */
    KNOWS_ONE_LANE(deliveries(all -> all.forEach(delivery -> {
        ((ObjectNode) delivery).put("lane", "bulk");
        message(delivery).put("lane", "bulk");
    }))),

    /** "POST ack: 204, once recorded": it is not. */
    ACKNOWLEDGES_NOTHING((asked, hub) ->
            asked.is("POST", "/v1/inbox/.*/ack") ? new Told(204, Map.of(), new byte[0]) : hub.ask(asked)),

    /** "An ack is 204, also late or twice": the second is not found. */
    ACKNOWLEDGES_ONCE(once()),

    /** "for what was ever leased to the caller, else 404". */
    ACKNOWLEDGES_ANYTHING((asked, hub) -> {
        Told told = hub.ask(asked);
        return asked.is("POST", "/v1/inbox/.*/ack") && told.status() == 404
                ? new Told(204, Map.of(), new byte[0])
                : told;
    }),

    /** "leased for a minute": to everybody who asks meanwhile. */
    LEASES_TO_EVERYBODY(again()),

    /** "comes again under the same id": under a new one. */
    NAMES_DELIVERIES_ANEW(anew()),

    /** "an acknowledged one never": it comes again. */
    HANDS_OUT_AFTER_ACKNOWLEDGEMENT(after()),

    /** "max=": it hands out what it has. */
    IGNORES_MAX((asked, hub) -> hub.ask(asked.with(asked.path().replaceAll("max=[1-9]\\b", "max=100")))),

    /** "wait=PT10S: long poll": it answers at once. */
    NEVER_WAITS((asked, hub) -> hub.ask(asked.with(asked.path().replaceAll("wait=PT[0-9.]+S", "wait=PT0S")))),

    /** "exercise and test both use the queues under exercise": an exercise is played live. */
    PLAYS_EXERCISES_LIVE((asked, hub) ->
            hub.ask(asked.is("POST", "/v1/messages") ? asked.altered(body -> body.remove("status")) : asked)),

    /** The same: its answers mix both channels. */
    MIXES_CHANNELS((asked, hub) -> hub.ask(
            asked.is("GET", "/v1/inbox") && !asked.path().contains("channel=exercise")
                    ? asked.with(asked.path().replace("channel=live", "")
                            + (asked.path().contains("?") ? "&" : "?") + "channel=exercise")
                    : asked)),

    /** "statuses": of an exercise it says that it is none. */
    TAKES_THE_MARK_OFF_EXERCISES(messages(message -> message.remove("status"))),

    /** "time: RFC 3339 with offset": the hour stays and the offset goes. */
    CHANGES_TIME_ZONES((asked, hub) -> asked.is("GET", "/v1/inbox.*")
            ? hub.ask(asked).replaced(text -> text.replaceAll("(T[0-9:.]+)[+-][0-9]{2}:[0-9]{2}\"", "$1Z\""))
            : hub.ask(asked)),

    /** "nothing is normalised": texts become NFC. */
    NORMALISES_TEXTS((asked, hub) -> asked.is("GET", "/v1/inbox.*")
            ? hub.ask(asked).replaced(text -> Normalizer.normalize(text, Normalizer.Form.NFC))
            : hub.ask(asked)),

    /** What is kept crosses as it was sent: what nobody sees is taken out. */
    STRIPS_WHAT_NOBODY_SEES((asked, hub) -> asked.is("GET", "/v1/inbox.*")
            ? hub.ask(asked).replaced(text -> text.replaceAll("[\\u200b-\\u200f\\u202a-\\u202e\\u2066-\\u2069]", ""))
            : hub.ask(asked)),

    /** UTF-8: what lies beyond the first plane is a question mark. */
    KNOWS_ONE_PLANE((asked, hub) -> asked.is("GET", "/v1/inbox.*")
            ? hub.ask(asked)
                    .replaced(text -> text.replaceAll(
                            "[^\\u0000-\\uFFFF]|\\\\u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2}", "?"))
            : hub.ask(asked)),

    /** UTF-8: it answers in Latin letters alone. */
    ANSWERS_IN_LATIN((asked, hub) -> {
        Told told = hub.ask(asked);
        return asked.is("GET", "/v1/inbox.*") ? told.with(told.text().getBytes(StandardCharsets.ISO_8859_1)) : told;
    }),

    /** "to names the recipient alone". */
    NAMES_ALL_RECIPIENTS(
            messages(message -> message.put("to", message.path("to").asText() + " KEN.DIS"))),

    /** "Nothing else is added". */
    ADDS_ATTRIBUTES_OF_ITS_OWN(messages(message -> message.put("receivedat", "2026-11-01T00:00:00Z"))),

    /** "What the hub adds on delivery: agreement, ruling …". */
    SAYS_NO_AGREEMENT(messages(message -> message.remove("agreement"))),

    /** "onward is always delivered". */
    SAYS_NOTHING_OF_PASSING_ON(messages(message -> message.remove("onward"))),

    /** "traceparent: passed on". */
    DROPS_TRACES(messages(message -> message.remove("traceparent"))),

    /** "every sender gets one per message". */
    SENDS_NO_RECEIPTS((asked, hub) -> asked.is("GET", "/v1/receipts")
            ? hub.ask(asked).altered(body -> body.putArray("receipts"))
            : hub.ask(asked)),

    /** "its data is the status document". */
    SENDS_RECEIPTS_OF_NOTHING((asked, hub) -> asked.is("GET", "/v1/receipts")
            ? hub.ask(asked).altered(body -> body.path("receipts").forEach(receipt -> message(receipt)
                    .putObject("data")
                    .put("id", message(receipt).path("data").path("id").asText())))
            : hub.ask(asked)),

    /** "Accept: application/cap+xml an alert as CAP, anything else 406". */
    SERVES_ALL_AS_JSON((asked, hub) ->
            asked.is("GET", "/v1/inbox/.+") ? hub.ask(asked.header("accept", "application/json")) : hub.ask(asked)),

    /** "returns the one message while it is leased to the caller". */
    SHOWS_NO_SINGLE_DELIVERY(
            (asked, hub) -> hub.ask(asked.is("GET", "/v1/inbox/.+") ? asked.with("/v1/inbox/none") : asked)),

    /** "these numbers of that link into your inbox again": it counts and does nothing. */
    RESENDS_NOTHING((asked, hub) ->
            asked.is("POST", "/v1/links/.*/resend") && asked.text().contains("epoch")
                    ? new Told(
                            202,
                            Map.of("content-type", "application/json"),
                            "{\"again\":1,\"waiting\":0,\"gone\":[]}".getBytes(StandardCharsets.UTF_8))
                    : hub.ask(asked)),

    /** "alerts that are in force": a cancelled one is. */
    NEVER_FORGETS_ALERTS((asked, hub) -> hub.ask(
            asked.is("POST", "/v1/messages") && asked.text().contains("\"Cancel\"")
                    ? asked.altered(body -> ((ObjectNode) body.path("data")).put("msgType", "Ack"))
                    : asked)),

    /** "alerts that are in force": none is. */
    KNOWS_NO_ALERTS((asked, hub) -> asked.is("GET", "/v1/alerts/active")
            ? hub.ask(asked).altered(body -> {
                body.putArray("alerts");
                body.remove("next");
            })
            : hub.ask(asked)),

    /** "dry run: outcome": everything is released. */
    PROMISES_EVERYTHING(
            decisions(decision -> decision.put("outcome", "released").remove("reason"))),

    /** "dry run … message": it shows none. */
    SHOWS_NO_DRY_MESSAGE(decisions(decision -> decision.remove("message"))),

    /** "removed lists the leaf paths": of a dry run it says nothing. */
    SAYS_NOTHING_OF_OBLIGATIONS(decisions(decision -> decision.remove("obligations"))),

    /** "void … the number and nothing else". */
    TELLS_WHY_A_NUMBER_IS_VOID((asked, hub) -> hub.ask(asked)
            .altered(body -> body.path("deliveries").forEach(delivery -> {
                if (message(delivery).path("type").asText().equals("kivuko.void.v1")) {
                    message(delivery).putObject("data").put("reason", "recalled");
                }
            })));

    @SuppressWarnings("ImmutableEnumChecker") // each test asks for it once
    private final Defect defect;

    CrookedInbox(Defect defect) {
        this.defect = defect;
    }

    Defect defect() {
        return defect;
    }

    private static Defect status(Consumer<ObjectNode> change) {
        return (asked, hub) ->
                asked.is("GET", "/v1/messages/.*") ? hub.ask(asked).altered(change) : hub.ask(asked);
    }

    private static Defect deliveries(Consumer<ArrayNode> change) {
        return (asked, hub) -> asked.is("GET", "/v1/inbox")
                ? hub.ask(asked).altered(body -> {
                    if (body.get("deliveries") instanceof ArrayNode all) {
                        change.accept(all);
                    }
                })
                : hub.ask(asked);
    }

    private static Defect messages(Consumer<ObjectNode> change) {
        return deliveries(all -> all.forEach(delivery -> change.accept(message(delivery))));
    }

    private static Defect decisions(Consumer<ObjectNode> change) {
        return (asked, hub) -> asked.is("POST", "/v1/decisions")
                ? hub.ask(asked).altered(body -> body.path("decisions")
                        .forEach(decision -> change.accept((ObjectNode) decision)))
                : hub.ask(asked);
    }

    private static ObjectNode message(JsonNode delivery) {
        return (ObjectNode) delivery.get("message");
    }

    private static void number(JsonNode delivery, long number) {
        ((ObjectNode) delivery).put("linknumber", number);
        message(delivery).put("linknumber", number);
    }

    private static Defect once() {
        var seen = ConcurrentHashMap.<String>newKeySet();
        return (asked, hub) -> asked.is("POST", "/v1/inbox/.*/ack") && !seen.add(asked.path())
                ? hub.ask(asked.with("/v1/inbox/none/ack"))
                : hub.ask(asked);
    }

    /** Everything that was handed out and not yet acknowledged stands in each answer. */
    private static Defect again() {
        var leased = new ConcurrentLinkedDeque<JsonNode>();
        return (asked, hub) -> {
            if (asked.is("POST", "/v1/inbox/.*/ack")) {
                leased.removeIf(delivery ->
                        asked.path().contains(delivery.path("delivery").asText()));
            }
            return kept(asked, hub.ask(asked), leased);
        };
    }

    /** What was acknowledged stands in the next answer. */
    private static Defect after() {
        var seen = new ConcurrentHashMap<String, JsonNode>();
        var acknowledged = new ConcurrentLinkedDeque<JsonNode>();
        return (asked, hub) -> {
            Told told = hub.ask(asked);
            if (asked.is("POST", "/v1/inbox/.*/ack")) {
                String delivery = asked.path().split("/", -1)[3];
                if (seen.containsKey(delivery)) {
                    acknowledged.add(seen.remove(delivery));
                }
            }
            if (!asked.is("GET", "/v1/inbox") || told.status() != 200) {
                return told;
            }
            told.json()
                    .path("deliveries")
                    .forEach(delivery -> seen.put(delivery.path("delivery").asText(), delivery));
            JsonNode old = acknowledged.poll();
            return old == null ? told : told.altered(body -> ((ArrayNode) body.get("deliveries")).insert(0, old));
        };
    }

    private static Told kept(Asked asked, Told told, ConcurrentLinkedDeque<JsonNode> leased) {
        if (!asked.is("GET", "/v1/inbox") || told.status() != 200) {
            return told;
        }
        var before = new ArrayList<>(leased);
        told.json().path("deliveries").forEach(leased::add);
        return told.altered(body -> ((ArrayNode) body.get("deliveries")).addAll(before));
    }

    /** Names deliveries by chance, and knows them again when they are taken over. */
    private static Defect anew() {
        var names = new ConcurrentHashMap<String, String>();
        UnaryOperator<String> known = path -> {
            String[] parts = path.split("/", -1);
            return parts.length > 3 && names.containsKey(parts[3]) ? path.replace(parts[3], names.get(parts[3])) : path;
        };
        return (asked, hub) -> asked.is("GET", "/v1/inbox")
                ? hub.ask(asked).altered(body -> body.path("deliveries").forEach(delivery -> {
                    String name = UUID.randomUUID().toString();
                    names.put(name, delivery.path("delivery").asText());
                    ((ObjectNode) delivery).put("delivery", name);
                }))
                : hub.ask(asked.with(known.apply(asked.path())));
    }
}
