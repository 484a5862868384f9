package org.kivuko.model.cap;

import static org.kivuko.model.cap.CapTree.all;
import static org.kivuko.model.cap.CapTree.objects;
import static org.kivuko.model.cap.CapTree.putSet;
import static org.kivuko.model.cap.CapTree.text;
import static org.kivuko.model.cap.CapTree.texts;
import static org.kivuko.model.cap.CapTree.words;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Certainty;
import org.kivuko.model.Code;
import org.kivuko.model.Coded;
import org.kivuko.model.MessageType;
import org.kivuko.model.Severity;
import org.kivuko.model.Urgency;

/** The mirror of a CAP document as the event that an agency would have posted: the table of {@code config/schemas/CAP.md}. */
final class CapMapping {
    /** CAP 1.2, info.language, default. */
    static final String DEFAULT_LANGUAGE = "en-US";

    private static final String UNDETERMINED = "und";
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}");
    /** A relative address names embedded content, which only {@code cap} carries. */
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

    private static final Pattern CASE = Pattern.compile("[^\\p{Cntrl}]{1,200}");
    private static final Pattern EVALUATION = Pattern.compile("[ABCX][1-4]");

    private final ObjectNode alert;
    private final List<ObjectNode> infos;
    private final AgencyId source;
    private final CapQuery query;
    private final CapFaults faults;

    private CapMapping(ObjectNode alert, AgencyId source, CapQuery query, CapFaults faults) {
        this.alert = alert;
        this.infos = objects(alert, "info");
        this.source = source;
        this.query = query;
        this.faults = faults;
    }

    static ObjectNode event(ObjectNode alert, AgencyId source, CapQuery query, CapFaults faults) {
        return new CapMapping(alert, source, query, faults).event();
    }

    private ObjectNode event() {
        var addressing = new CapAddressing(alert, infos, query, faults);
        ObjectNode event = node();
        event.put("specversion", "1.0");
        text(alert, "identifier").ifPresent(id -> event.put("id", id));
        event.put("source", source.source());
        event.put("type", MessageType.ALERT.code());
        text(alert, "sent").ifPresent(sent -> event.put("time", sent));
        addressing.to().ifPresent(to -> event.put("to", to));
        addressing.purpose().ifPresent(purpose -> event.put("purpose", purpose));
        addressing.status().ifPresent(status -> event.put("status", status));
        addressing.exercise().ifPresent(exercise -> event.put("exercise", exercise));
        addressing.post().ifPresent(post -> event.put("post", post));
        addressing.handling().ifPresent(handling -> event.put("handling", handling));
        time("expires", BinaryOperator.maxBy(INSTANT)).ifPresent(expires -> event.put("expires", expires));
        event.set("data", data());
        return event;
    }

    private ObjectNode data() {
        ObjectNode data = node();
        text(alert, "msgType").ifPresent(msgType -> data.put("msgType", msgType));
        String alertType = alertType();
        references(alertType, data);
        data.put("alertType", alertType);
        putSet(data, "category", infos.stream().flatMap(info -> texts(info, "category").stream()
                .map(data::textNode)));
        putGravest(data, Urgency.class, "urgency");
        putGravest(data, Severity.class, "severity");
        putGravest(data, Certainty.class, "certainty");
        putSet(data, "responseType", infos.stream().flatMap(info -> texts(info, "responseType").stream()
                .map(data::textNode)));
        time("onset", BinaryOperator.minBy(INSTANT)).ifPresent(onset -> data.put("onset", onset));
        putSet(data, "texts", infos.stream().map(CapMapping::textOf));
        putSet(data, "areas", all(infos, "area").map(CapMapping::area).filter(area -> !area.isEmpty()));
        putSet(
                data,
                "parameters",
                all(infos, "parameter").filter(CapMapping::isWhole).filter(pair -> !CapSubject.carries(pair)));
        putSet(
                data,
                "eventCodes",
                all(infos, "eventCode")
                        .filter(CapMapping::isWhole)
                        .filter(pair -> !CapTree.isNamed(pair, CapNames.ALERT_TYPE)));
        putSet(
                data,
                "resources",
                all(infos, "resource")
                        .filter(resource -> words(resource, "resourceDesc").isPresent()
                                && words(resource, "mimeType").isPresent())
                        .map(CapMapping::resource));
        text(alert, "sender").ifPresent(sender -> data.put("capSender", sender));
        CapSubject.read(infos, faults).ifPresent(subject -> data.set("subject", subject));
        texts(alert, "code").stream()
                .filter(CapMapping::isEvaluation)
                .findFirst()
                .ifPresent(evaluation -> data.put("evaluation", evaluation));
        caseOf().ifPresent(incidents -> data.put("case", incidents));
        data.set("cap", cap());
        return data;
    }

    private String alertType() {
        var stated = infos.stream()
                .flatMap(info -> CapTree.values(info, "eventCode", CapNames.ALERT_TYPE))
                .distinct()
                .toList();
        faults.refuseUnless(
                stated.size() <= 1,
                "/data/alertType",
                Code.SCHEMA_VIOLATION,
                "info blocks state different alert types");
        return stated.isEmpty() ? AlertType.PUBLIC_WARNING.code() : stated.get(0);
    }

    /** The incidents where they fit into the member; longer lists stay in {@code cap} alone. */
    private Optional<String> caseOf() {
        return words(alert, "incidents")
                .filter(incidents -> CASE.matcher(incidents).matches());
    }

    private void references(String alertType, ObjectNode data) {
        boolean unverified =
                query.referencesUnverified() && AlertType.PUBLIC_WARNING.code().equals(alertType);
        String sender = text(alert, "sender").orElse("");
        text(alert, "references").flatMap(CapReferences::read).ifPresent(triples -> {
            faults.refuseUnless(
                    unverified
                            || triples.stream().allMatch(triple -> triple.key(sender, source)
                                    .isPresent()),
                    "/data/references",
                    Code.UNKNOWN_REFERENCE,
                    "a reference has an identifier that no message here can have");
            putSet(
                    data,
                    "references",
                    triples.stream()
                            .flatMap(triple -> triple.key(sender, source).stream())
                            .map(key -> data.textNode(key.toString())));
        });
    }

    /** The first value of the list, from the gravest down, that an info block states. */
    private <E extends Enum<E> & Coded> void putGravest(ObjectNode data, Class<E> list, String name) {
        infos.stream()
                .flatMap(info -> text(info, name).stream())
                .flatMap(word -> Coded.find(list, word).stream())
                .min(Comparator.naturalOrder())
                .ifPresent(gravest -> data.put(name, gravest.code()));
    }

    private static final Comparator<String> INSTANT = Comparator.comparing(
            text -> CapTimes.parse(text).map(OffsetDateTime::toInstant).orElseThrow());

    private Optional<String> time(String name, BinaryOperator<String> choice) {
        return infos.stream()
                .flatMap(info -> text(info, name).stream())
                .filter(CapTimes::isTime)
                .reduce(choice);
    }

    private static ObjectNode textOf(ObjectNode info) {
        ObjectNode texts = node();
        String language = text(info, "language").orElse(DEFAULT_LANGUAGE);
        texts.put("language", LANGUAGE.matcher(language).matches() ? language : UNDETERMINED);
        for (String name : List.of("event", "headline", "description", "instruction")) {
            words(info, name).ifPresent(words -> texts.put(name, words));
        }
        return texts;
    }

    private static ObjectNode area(ObjectNode area) {
        ObjectNode mapped = node();
        ObjectNode rest = area.deepCopy();
        takeGeocode(rest, CapNames.POST).ifPresent(post -> mapped.put("post", post));
        takeGeocode(rest, CapNames.UNLOCODE).ifPresent(unlocode -> mapped.put("unlocode", unlocode));
        words(area, "areaDesc").ifPresent(name -> mapped.put("name", name));
        putSet(mapped, "polygons", texts(area, "polygon").stream().map(mapped::textNode));
        putSet(mapped, "circles", texts(area, "circle").stream().map(mapped::textNode));
        putSet(mapped, "geocodes", objects(rest, "geocode").stream().filter(CapMapping::isWhole));
        for (String name : List.of("altitude", "ceiling")) {
            CapTree.number(area, name).ifPresent(height -> mapped.put(name, height));
        }
        return mapped;
    }

    /** Takes the first geocode of this name out of the area; further ones stay what they are. */
    private static Optional<String> takeGeocode(ObjectNode area, String valueName) {
        var geocodes = area.path("geocode").elements();
        while (geocodes.hasNext()) {
            var geocode = geocodes.next();
            if (CapTree.isNamed(geocode, valueName)) {
                geocodes.remove();
                return text(geocode, "value");
            }
        }
        return Optional.empty();
    }

    private static ObjectNode resource(ObjectNode resource) {
        ObjectNode mapped = node();
        for (String name : List.of("resourceDesc", "mimeType")) {
            text(resource, name).ifPresent(words -> mapped.put(name, words));
        }
        CapTree.number(resource, "size").ifPresent(size -> mapped.put("size", size.toBigInteger()));
        words(resource, "digest").ifPresent(digest -> mapped.put("digest", digest));
        words(resource, "uri")
                .filter(uri ->
                        !resource.has("derefUri") || ABSOLUTE.matcher(uri).lookingAt())
                .ifPresent(uri -> mapped.put("uri", uri));
        return mapped;
    }

    /** Whether a pair says something: CAP allows empty values, members do not. */
    private static boolean isWhole(JsonNode pair) {
        return words(pair, "valueName").isPresent() && words(pair, "value").isPresent();
    }

    /** What has no member of its own, and all info blocks but the subject, which only {@code data.subject} carries. */
    private ObjectNode cap() {
        ObjectNode cap = node();
        for (String name : CapNames.TOP_LEVEL) {
            Optional.ofNullable(alert.get(name)).ifPresent(value -> cap.set(name, value.deepCopy()));
        }
        CapAddressing.freeRestriction(alert)
                .ifPresentOrElse(words -> cap.put("restriction", words), () -> cap.remove("restriction"));
        caseOf().ifPresent(incidents -> cap.remove("incidents"));
        removeFrom(cap, "code", node -> isEvaluation(node.asText()));
        objects(cap, "info").forEach(info -> removeFrom(info, "parameter", CapSubject::carries));
        return cap;
    }

    private static void removeFrom(ObjectNode parent, String list, Predicate<JsonNode> unwanted) {
        var nodes = parent.path(list).elements();
        while (nodes.hasNext()) {
            if (unwanted.test(nodes.next())) {
                nodes.remove();
            }
        }
        if (parent.path(list).isEmpty()) {
            parent.remove(list);
        }
    }

    static boolean isEvaluation(String code) {
        return EVALUATION.matcher(code).matches();
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
