package org.kivuko.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.kivuko.acceptance.CrookedHub.Asked;
import org.kivuko.acceptance.CrookedHub.Defect;
import org.kivuko.acceptance.CrookedHub.Told;

/** What a hub can get wrong where messages come in, written from the sentences of the contract. */
enum CrookedDoor {
    /** "202 … once synced": it answers 200 to the first. */
    TAKES_THE_FIRST_WITH_200(posts(told -> told.status() == 202 ? told.with(200) : told)),

    /** "202 with Location". */
    FORGETS_LOCATION(posts(told -> told.without("location"))),

    /** "and {id, source, acceptedAt, status: "accepted"}". */
    FORGETS_WHEN_IT_ACCEPTED(posts(told -> told.altered(body -> body.remove("acceptedAt")))),

    /** "(source, id) reaches a recipient's inbox once, whatever is resent": each copy is a message of its own. */
    FORGETS_DUPLICATES(copies()),

    /** "200 with the first receipt": with one of now. */
    MAKES_A_NEW_RECEIPT_FOR_A_DUPLICATE(posts(told ->
            told.status() == 200 ? told.altered(body -> body.put("acceptedAt", "2026-01-01T00:00:00Z")) : told)),

    /** "other content: 409": it is taken for the same. */
    TAKES_A_CONFLICT_FOR_A_DUPLICATE(posts(told -> told.status() == 409
            ? told.with(200).header("content-type", "application/json").with(json("{\"status\":\"accepted\"}"))
            : told)),

    /** "CONFLICT 409". */
    CALLS_A_CONFLICT_A_BROKEN_RULE(posts(told -> told.status() == 409 ? told.with(422) : told)),

    /** "a key is taken only by an accepted message": by a refused one, too. */
    KEEPS_KEYS_OF_REFUSED_MESSAGES(refusedKeys()),

    /** "canonical JSON … without traceparent": bytes are compared. */
    COMPARES_BYTES(bytes()),

    /** "NOT_SENDER 403". */
    TAKES_ANY_SOURCE(asked -> asked.altered(body -> body.put("source", "/agencies/KEN.DIS"))),

    /** "NOT_AUTHENTICATED 401". */
    NEEDS_NO_KEY((asked, hub) -> {
        Told told = hub.ask(asked);
        return told.status() == 401 ? told.with(200).with(json("{\"deliveries\":[],\"receipts\":[]}")) : told;
    }),

    /** "NOT_AUTHENTICATED 401": it says that one has no right. */
    SAYS_403_WITHOUT_KEY((asked, hub) -> {
        Told told = hub.ask(asked);
        return told.status() == 401 ? told.with(403) : told;
    }),

    /** "too large 413". */
    CALLS_TOO_LARGE_UNREADABLE(posts(told -> told.status() == 413 ? told.with(400) : told)),

    /** "too deep is 400 UNREADABLE": it is taken. */
    TAKES_ANY_DEPTH(posts(told -> told.status() == 400 && told.text().contains("deep") ? told.with(202) : told)),

    /** "Not I-JSON is 400 UNREADABLE": a name that stands twice is taken. */
    TAKES_NAMES_TWICE(posts(told -> told.text().contains("twice") ? told.with(202) : told)),

    /** "Unknown members are refused at the door". */
    IGNORES_UNKNOWN_MEMBERS(refused(
            "/v1/messages",
            told -> errors(told).stream()
                    .allMatch(error -> error.path("detail").asText().contains("does not have")),
            told -> told.with(202))),

    /** "all of them at once": the first. */
    SHOWS_THE_FIRST_FAULT_ALONE(faults(errors -> {
        while (errors.size() > 1) {
            errors.remove(1);
        }
    })),

    /** "errors: [{pointer, detail}]": no place. */
    FORGETS_POINTERS(faults(errors -> errors.forEach(error -> ((ObjectNode) error).remove("pointer")))),

    /** "sorted by pointer". */
    SORTS_NO_FAULTS(faults(errors -> {
        var turned = new ArrayList<JsonNode>();
        errors.forEach(turned::add);
        Collections.reverse(turned);
        errors.removeAll();
        errors.addAll(turned);
    })),

    /** "Each entry of errors has its own code". */
    GIVES_FAULTS_NO_CODE(faults(errors -> errors.forEach(error -> ((ObjectNode) error).remove("code")))),

    /** "Errors are RFC 9457 application/problem+json". */
    ANSWERS_ERRORS_AS_PLAIN_JSON((asked, hub) -> {
        Told told = hub.ask(asked);
        return told.status() >= 400 ? told.header("content-type", "application/json") : told;
    }),

    /** "with type, title, status, detail, code". */
    ANSWERS_ERRORS_WITHOUT_CODE((asked, hub) -> {
        Told told = hub.ask(asked);
        return told.status() >= 400 ? told.altered(body -> body.remove("code")) : told;
    }),

    /** A code keeps its meaning for ever: it has one of its own. */
    HAS_CODES_OF_ITS_OWN((asked, hub) -> hub.ask(asked).replaced(text -> text.replace("SCHEMA_VIOLATION", "INVALID"))),

    /** "503 with Retry-After": now and then it is not able, and does not say until when. */
    SAYS_NOTHING_OF_RETRYING(unable()),

    /** "unreadable 400": it fails. */
    FAILS_ON_WHAT_IT_CANNOT_READ(posts(told -> told.status() == 400 ? told.with(500) : told)),

    /** "more than 5 minutes in the future is refused". */
    TAKES_ANY_TIME(refused("/v1/messages", told -> pointers(told).contains("/time"), told -> told.with(202))),

    /** "expires: after time". */
    TAKES_ANY_END(refused("/v1/messages", told -> pointers(told).contains("/expires"), told -> told.with(202))),

    /** "An address that names nobody is refused". */
    TAKES_ADDRESSES_OF_NOBODY(
            refused("/v1/.*", told -> told.text().contains("UNKNOWN_ADDRESS"), told -> told.with(202))),

    /** "else UNKNOWN_REFERENCE". */
    LOOKS_UP_NO_REFERENCES(
            refused("/v1/messages", told -> told.text().contains("UNKNOWN_REFERENCE"), told -> told.with(202))),

    /** "other media type 415". */
    CALLS_OTHER_MEDIA_UNREADABLE(posts(told -> told.status() == 415 ? told.with(400) : told)),

    /** "METHOD 405". */
    FINDS_NOTHING_FOR_OTHER_METHODS((asked, hub) -> {
        Told told = hub.ask(asked);
        return told.status() == 405 ? told.with(404) : told;
    }),

    /** "PROT-REFERRAL with a person is SCHEMA_VIOLATION". */
    TAKES_REFERRALS_WITH_PERSONS(
            refused("/v1/messages", told -> pointers(told).contains("/data/subject/person"), told -> told.with(202))),

    /** "FLOW_nn": figures are taken as they are. */
    CHECKS_NO_FIGURES(refused("/v1/messages", told -> told.text().contains("FLOW_"), told -> told.with(202))),

    /** "CAP 1.2 XML is accepted wherever JSON is". */
    TAKES_NO_CAP(
            (asked, hub) -> asked.headers().getOrDefault("content-type", "").contains("xml")
                    ? hub.ask(asked.header("content-type", "text/plain"))
                    : hub.ask(asked)),

    /** "All others refuse": rules of CAP are not looked at. */
    CHECKS_NO_CAP_RULES(refused("/v1/messages", told -> told.text().contains("CAP_"), told -> told.with(202))),

    /** "one call: what is not yours and what does not exist are both 404": it tells them apart. */
    TELLS_WHAT_IS_NOT_YOURS(apart()),

    /** "/schemas has each type twice". */
    SERVES_NO_SCHEMAS((asked, hub) -> hub.ask(asked.is("GET", "/schemas/.*") ? asked.with("/schemas/none") : asked)),

    /** "GET /openapi.json: open": with a key alone. */
    ASKS_A_KEY_FOR_ITS_DESCRIPTION(
            (asked, hub) -> asked.is("GET", "/openapi.json") && !asked.headers().containsKey("authorization")
                    ? hub.ask(asked.with("/v1/inbox"))
                    : hub.ask(asked)),

    /** "Dry run … no content is stored": it is posted as well. */
    STORES_DRY_RUNS((asked, hub) -> {
        Told told = hub.ask(asked);
        if (asked.is("POST", "/v1/decisions") && told.status() == 200) {
            hub.ask(asked.with("/v1/messages"));
        }
        return told;
    }),

    /** "max 1 to 100 … outside: 400". */
    TAKES_ANY_MAX((asked, hub) -> hub.ask(asked.with(asked.path().replaceAll("max=[0-9-]{3,}|max=0", "max=100")))),

    /** "wait up to PT30S … outside: 400". */
    TAKES_ANY_WAIT((asked, hub) -> hub.ask(asked.with(asked.path().replaceAll("wait=[^&]*", "wait=PT0S"))));

    @SuppressWarnings("ImmutableEnumChecker") // each test asks for it once
    private final Defect defect;

    CrookedDoor(Defect defect) {
        this.defect = defect;
    }

    CrookedDoor(UnaryOperator<Asked> question) {
        this((asked, hub) -> hub.ask(asked.is("POST", "/v1/messages") ? question.apply(asked) : asked));
    }

    Defect defect() {
        return defect;
    }

    private static Defect posts(UnaryOperator<Told> answer) {
        return (asked, hub) -> asked.is("POST", "/v1/messages") ? answer.apply(hub.ask(asked)) : hub.ask(asked);
    }

    private static Defect refused(String path, Predicate<Told> which, UnaryOperator<Told> answer) {
        return (asked, hub) -> {
            Told told = hub.ask(asked);
            return asked.is("POST", path) && told.status() == 422 && which.test(told) ? answer.apply(told) : told;
        };
    }

    private static Defect faults(Consumer<ArrayNode> change) {
        return (asked, hub) -> {
            Told told = hub.ask(asked);
            return told.status() < 400
                    ? told
                    : told.altered(body -> {
                        if (body.get("errors") instanceof ArrayNode errors) {
                            change.accept(errors);
                        }
                    });
        };
    }

    private static Set<JsonNode> errors(Told told) {
        var errors = new HashSet<JsonNode>();
        told.json().path("errors").forEach(errors::add);
        return errors;
    }

    private static Set<String> pointers(Told told) {
        var pointers = new HashSet<String>();
        told.json()
                .path("errors")
                .forEach(error -> pointers.add(error.path("pointer").asText()));
        return pointers;
    }

    private static Defect copies() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        return (asked, hub) -> asked.is("POST", "/v1/messages") && !seen.add(asked.text())
                ? hub.ask(asked.altered(body -> body.put("id", UUID.randomUUID().toString())))
                : hub.ask(asked);
    }

    private static Defect refusedKeys() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        return (asked, hub) -> {
            String id = idOf(asked);
            if (asked.is("POST", "/v1/messages") && seen.contains(id)) {
                return conflict();
            }
            Told told = hub.ask(asked);
            if (asked.is("POST", "/v1/messages") && told.status() == 422) {
                seen.add(id);
            }
            return told;
        };
    }

    private static Defect bytes() {
        var first = new ConcurrentHashMap<String, String>();
        return (asked, hub) -> {
            String before = asked.is("POST", "/v1/messages") && !idOf(asked).isEmpty()
                    ? first.putIfAbsent(idOf(asked), asked.text())
                    : null;
            return before == null || before.equals(asked.text()) ? hub.ask(asked) : conflict();
        };
    }

    private static Defect unable() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        return (asked, hub) ->
                asked.is("POST", "/v1/messages") && seen.add("first") ? problem(503, "NOT_AVAILABLE") : hub.ask(asked);
    }

    private static Defect apart() {
        Set<String> known = ConcurrentHashMap.newKeySet();
        return (asked, hub) -> {
            Told told = hub.ask(asked);
            if (asked.is("POST", "/v1/messages") && told.status() == 202) {
                known.add(idOf(asked));
            }
            String last = asked.path().substring(asked.path().lastIndexOf('/') + 1);
            return asked.is("GET", "/v1/messages/[^/]+") && told.status() == 404 && known.contains(last)
                    ? problem(403, "NOT_ALLOWED")
                    : told;
        };
    }

    private static Told conflict() {
        return problem(409, "CONFLICT");
    }

    private static Told problem(int status, String code) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", "no")
                .put("status", status)
                .put("detail", "no")
                .put("code", code);
        return new Told(status, Map.of("content-type", "application/problem+json"), json(body.toString()));
    }

    private static String idOf(Asked asked) {
        var id = new String[] {""};
        asked.altered(body -> id[0] = body.path("id").asText());
        return id[0];
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
