package org.kivuko.analysis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.kivuko.analysis.Traveller.Age;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MsgType;
import org.kivuko.model.Reading;

/**
 * Writes drafts out as messages that could be posted, with every member of their type. No value of one member stands in the
 * text of another, since what is removed from a message is removed from its texts too. Names and numbers are invented.
 */
final class Specimens {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Those of the region, so that whichever a rule asks for is among them. */
    private static final List<String> LANGUAGES = List.of("en", "so", "fr");

    private static final int ADULT_YEARS = 38;
    private static final int CHILD_YEARS = 9;

    private Specimens() {}

    /**
     * The message of a draft.
     *
     * @param to an address
     * @param time when it is sent
     */
    static Message message(Draft draft, String to, OffsetDateTime time) {
        var event = event(draft, to, time);
        if (MessageJson.read(event, size(draft)) instanceof Reading.Accepted<Message> read) {
            return read.value();
        }
        throw new IllegalStateException("a specimen of " + draft.topic() + " cannot be read");
    }

    /** In bytes; what is written out is smaller than any limit. */
    static int size(Draft draft) {
        return Math.max(1, draft.leastBytes());
    }

    /** Sets the attributes that bear upon nothing else in the event. */
    static ObjectNode attributes(ObjectNode event, Draft draft) {
        return event.put("purpose", draft.purpose().code())
                .put("status", draft.status().code())
                .put("handling", draft.handling().code());
    }

    /** The CloudEvent of a draft. */
    static ObjectNode event(Draft draft, String to, OffsetDateTime time) {
        var event = NODES.objectNode()
                .put("specversion", "1.0")
                .put("id", "specimen-1")
                .put("source", draft.sender().source())
                .put("type", draft.topic().type().code())
                .put("time", rfc3339(time))
                .put("to", to)
                .put("expires", rfc3339(time.plusDays(1)));
        attributes(event, draft);
        draft.post().ifPresent(post -> event.put("post", post));
        event.set("data", data(draft, time));
        return event;
    }

    private static ObjectNode data(Draft draft, OffsetDateTime time) {
        return switch (draft.topic().type()) {
            case ALERT -> alert(draft, time);
            case FLOW_REPORT -> FlowSpecimens.data(draft, time);
            case CROSSING_RECORD -> crossing(draft, time);
            case REQUEST -> request(draft, time);
            case REPLY -> reply(draft, time);
            default -> throw new IllegalArgumentException("no specimen of " + draft.topic());
        };
    }

    private static ObjectNode alert(Draft draft, OffsetDateTime time) {
        var severity = draft.gravity().severity();
        var data = NODES.objectNode()
                .put("msgType", severity.isPresent() ? MsgType.ALERT.code() : MsgType.CANCEL.code())
                .put("alertType", draft.topic().alertType().orElseThrow().code())
                .put("urgency", "Expected")
                .put("certainty", "Observed")
                .put("onset", rfc3339(time))
                .put("capSender", "radio@beta.test")
                .put("evaluation", "A1")
                .put("case", "Case of the harbour desk");
        severity.ifPresentOrElse(it -> data.put("severity", it.code()), () -> data.putArray("references")
                .add(draft.sender() + "/specimen-0"));
        data.putArray("category").add("Security");
        data.putArray("responseType").add("Monitor");
        words(data);
        places(draft, data);
        pair(data, "parameters");
        pair(data, "eventCodes");
        data.set("subject", subject(draft.traveller(), time));
        data.putObject("cap").put("note", "Read aloud at noon");
        return data;
    }

    private static ObjectNode request(Draft draft, OffsetDateTime time) {
        var data = NODES.objectNode()
                .put("question", "identity")
                .put("within", "PT8H")
                .put("note", "It was asked at the gate");
        data.set("subject", subject(draft.traveller(), time));
        return data;
    }

    private static ObjectNode reply(Draft draft, OffsetDateTime time) {
        var data = NODES.objectNode()
                .put("result", "found")
                .put("at", rfc3339(time))
                .put("contact", "The desk at the gate")
                .put("note", "Seen in the morning");
        data.putArray("references").add(draft.sender() + "/specimen-0");
        var place = data.putObject("place").put("unlocode", "KEBUS");
        draft.post().ifPresent(post -> place.put("post", post));
        data.putArray("action").add("checked");
        return data;
    }

    private static void words(ObjectNode data) {
        var texts = data.putArray("texts");
        LANGUAGES.forEach(language -> texts.addObject()
                .put("language", language)
                .put("event", "Something was seen")
                .put("headline", "The desks look out")
                .put("description", "It was told at the gate in the morning")
                .put("instruction", "Call back"));
        data.putArray("resources")
                .addObject()
                .put("resourceDesc", "A picture of the gate")
                .put("mimeType", "image/png")
                .put("size", 1)
                .put("uri", "urn:picture:gate")
                .put("digest", "none");
    }

    private static void places(Draft draft, ObjectNode data) {
        var area = data.putArray("areas")
                .addObject()
                .put("unlocode", "KEBUS")
                .put("name", "Along the road")
                .put("altitude", 1)
                .put("ceiling", 2);
        draft.post().ifPresent(post -> area.put("post", post));
        area.putArray("polygons").add("0,34 0,35 1,35 0,34");
        area.putArray("circles").add("0,34 1");
        pair(area, "geocodes");
    }

    private static void pair(ObjectNode above, String name) {
        above.putArray(name).addObject().put("valueName", "kind").put("value", "plain");
    }

    private static ObjectNode subject(Traveller traveller, OffsetDateTime time) {
        var subject = NODES.objectNode();
        if (traveller.person()) {
            subject.set("person", person(traveller, time));
        }
        var document = subject.putObject("document");
        traveller.documentType().ifPresent(type -> document.put("type", type));
        traveller.documentIssuer().ifPresent(issuer -> document.put("issuer", issuer));
        document.put("number", "ZZ0000001").put("expiry", expiry(time));
        subject.putObject("vehicle")
                .put("registration", "KZZ000Z")
                .put("country", "KEN")
                .put("make", "Toyota")
                .put("model", "Hilux")
                .put("colour", "white")
                .put("vin", "ZZZ00000000000001");
        subject.putObject("object")
                .put("kind", "rifle")
                .put("maker", "unmarked")
                .put("serial", "SN000002");
        subject.putObject("consignment")
                .put("reference", "DECL000003")
                .put("goods", "sugar")
                .put("hsCode", "1701.99")
                .put("quantity", 7)
                .put("unit", "KGM")
                .put("container", "MSKU0000004");
        subject.putObject("event").put("kind", "SURGE").put("count", 120).put("since", rfc3339(time));
        return subject;
    }

    private static ObjectNode person(Traveller traveller, OffsetDateTime time) {
        var person = NODES.objectNode().put("surname", "Specimen").put("givenNames", "Mfano");
        born(traveller.age(), time).ifPresent(birth -> person.put("dateOfBirth", birth));
        traveller.nationality().ifPresent(code -> person.put("nationality", code));
        person.put("sex", "X");
        if (!traveller.protection().isEmpty()) {
            var signs = person.putArray("protection");
            traveller.protection().forEach(sign -> signs.add(sign.code()));
        }
        if (traveller.age() == Age.CHILD_BY_FLAG) {
            person.put("minor", true);
        }
        return person;
    }

    private static ObjectNode crossing(Draft draft, OffsetDateTime time) {
        var traveller = draft.traveller();
        return NODES.objectNode()
                .put("recordId", "specimen")
                .put("post", draft.post().orElseThrow())
                .put("direction", "EXIT")
                .put("crossedAt", rfc3339(time))
                .put("surname", "Specimen")
                .put("givenNames", "Mfano")
                .put("dateOfBirth", born(traveller.age(), time).orElseThrow())
                .put("nationality", traveller.nationality().orElseThrow())
                .put("sex", "X")
                .put("docType", traveller.documentType().orElseThrow())
                .put("docIssuer", traveller.documentIssuer().orElseThrow())
                .put("docNumber", "ZZ0000001")
                .put("docExpiry", expiry(time))
                .put("transport", "3")
                .put("vehicleRegistration", "KZZ000Z")
                .put("outcome", "ADMITTED")
                .put("mrzCheck", "PASS");
    }

    /** With seconds, always. */
    private static String rfc3339(OffsetDateTime time) {
        return time.toInstant().toString();
    }

    private static String expiry(OffsetDateTime time) {
        return time.toLocalDate().plusYears(5).toString();
    }

    private static Optional<String> born(Age age, OffsetDateTime time) {
        return switch (age) {
            case ADULT -> Optional.of(time.toLocalDate().minusYears(ADULT_YEARS).toString());
            case CHILD_BY_BIRTH ->
                Optional.of(time.toLocalDate().minusYears(CHILD_YEARS).toString());
            case CHILD_BY_FLAG, UNKNOWN -> Optional.empty();
        };
    }
}
