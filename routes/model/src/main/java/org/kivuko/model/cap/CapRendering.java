package org.kivuko.model.cap;

import static org.kivuko.model.cap.CapTree.objects;
import static org.kivuko.model.cap.CapTree.text;
import static org.kivuko.model.cap.CapTree.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.ExerciseName;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageKey;
import org.kivuko.model.Status;

/**
 * A delivered alert as the mirror of a CAP document: {@code data.cap} where it was kept, else the members. Handling, purpose,
 * agreement and addresses are always those of the delivery.
 */
final class CapRendering {
    private static final String PUBLIC = "Public";
    private static final String RESTRICTED = "Restricted";
    private static final String PRIVATE = "Private";
    private static final String AGENCIES = "/agencies/";

    /** CAP 1.2 writes seconds and a numeric offset, never {@code Z}. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    /** Stands for the {@code sent} of a referenced message, which a delivery does not tell: the epoch, offset unknown. */
    private static final String UNKNOWN_SENT = "1970-01-01T00:00:00-00:00";

    private static final Map<String, String> STATUS =
            Map.of(Status.ACTUAL.code(), "Actual", Status.EXERCISE.code(), "Exercise", Status.TEST.code(), "Test");
    private static final List<CapElement> MIRROR = CapElement.ALERT.stream()
            .filter(form -> CapNames.TOP_LEVEL.contains(form.name()))
            .toList();
    private static final Set<String> PUBLIC_TYPES =
            Set.of(AlertType.POST_STATUS.code(), AlertType.HEALTH_MEASURE.code());

    private final ObjectNode event;
    private final JsonNode data;
    private final JsonNode cap;

    private CapRendering(ObjectNode event) {
        this.event = event;
        this.data = event.path("data");
        this.cap = isMirror(data.path("cap")) ? data.path("cap") : MissingNode.getInstance();
    }

    /** Whether {@code cap} is a whole document: what came in as JSON may hold parts of one. */
    private boolean isMirror(JsonNode found) {
        boolean needsInfo = CapRules.WITH_INFO.contains(text(data, "msgType").orElse(""));
        return CapElement.fits(MIRROR, found)
                && !(needsInfo && found.path("info").isEmpty());
    }

    static ObjectNode mirror(ObjectNode event) {
        return new CapRendering(event).mirror();
    }

    private ObjectNode mirror() {
        ObjectNode alert = JsonNodeFactory.instance.objectNode();
        alert.put("identifier", text(event, "id").orElse(""));
        alert.put("sender", text(data, "capSender").orElse(sender()));
        alert.put("sent", text(event, "time").map(CapRendering::time).orElse(""));
        String status = STATUS.getOrDefault(text(event, "status").orElse(Status.ACTUAL.code()), "Actual");
        alert.put("status", status);
        text(data, "msgType").ifPresent(msgType -> alert.put("msgType", msgType));
        String scope = text(cap, "scope").orElseGet(this::scope);
        text(cap, "source").ifPresent(source -> alert.put("source", source));
        alert.put("scope", scope);
        if (RESTRICTED.equals(scope)) {
            alert.put("restriction", restriction());
        }
        if (!PUBLIC.equals(scope)) {
            alert.put("addresses", text(event, "to").orElse(""));
        }
        codes(alert);
        note(status).ifPresent(note -> alert.put("note", note));
        references().ifPresent(references -> alert.put("references", references));
        text(data, "case").or(() -> text(cap, "incidents")).ifPresent(incidents -> alert.put("incidents", incidents));
        infos(alert);
        return alert;
    }

    /** As it was sent; an exercise is named in it, and an exercise without a name is called one. */
    private Optional<String> note(String status) {
        Optional<String> sent = text(cap, "note");
        return text(event, "exercise")
                .map(exercise -> ExerciseName.note(exercise, sent))
                .or(() -> sent)
                .or(() -> "Exercise".equals(status) ? Optional.of("Exercise") : Optional.empty());
    }

    private void infos(ObjectNode alert) {
        List<ObjectNode> infos = cap.isObject() ? objects(cap.deepCopy(), "info") : CapInfoRendering.infos(event);
        infos.forEach(info -> CapSubject.write(
                data.path("subject"), (name, value) -> CapTree.addPair(info.withArray("/parameter"), name, value)));
        infos.forEach(alert.withArray("/info")::add);
    }

    private String sender() {
        String source = text(event, "source").orElse("");
        return source.startsWith(AGENCIES) ? source.substring(AGENCIES.length()) : source;
    }

    private String scope() {
        String type = text(data, "alertType").orElse("");
        if (type.startsWith("PER-") || type.startsWith("PROT-")) {
            return PRIVATE;
        }
        return PUBLIC_TYPES.contains(type) && Handling.H0.code().equals(handling()) ? PUBLIC : RESTRICTED;
    }

    private String handling() {
        return text(event, "handling").orElse(Handling.H0.code());
    }

    private String restriction() {
        String agreement = text(event, "agreement").orElse("").replace(' ', ',');
        String token = "KIVUKO agr=" + agreement + ";h=" + handling() + ";p="
                + text(event, "purpose").orElse("");
        return text(cap, "restriction").map(words -> token + " " + words).orElse(token);
    }

    private void codes(ObjectNode alert) {
        ArrayNode codes = alert.arrayNode();
        if (cap.isObject()) {
            texts(cap, "code").forEach(code -> codes.add(CapAddressing.isHandling(code) ? handling() : code));
        } else {
            codes.add(CapNames.PROFILE).add(handling());
            text(event, "purpose").ifPresent(codes::add);
        }
        text(data, "evaluation").ifPresent(codes::add);
        if (!codes.isEmpty()) {
            alert.set("code", codes);
        }
    }

    /** As they were sent; where {@code cap} was not kept, what the members still name. */
    private Optional<String> references() {
        return text(cap, "references").or(() -> Optional.of(texts(data, "references").stream()
                        .flatMap(reference -> MessageKey.parse(reference).stream())
                        .map(key -> agency(key.source()) + "," + key.id() + "," + UNKNOWN_SENT)
                        .collect(Collectors.joining(" ")))
                .filter(references -> !references.isEmpty()));
    }

    /** The sender of the referenced message: this alert's own word for itself where it is the same agency. */
    private String agency(AgencyId agency) {
        return agency.toString().equals(sender())
                ? text(data, "capSender").orElse(agency.toString())
                : agency.toString();
    }

    /** A time of JSON as CAP writes it: without a fraction of a second, UTC as an offset. */
    static String time(String time) {
        return CapTimes.isTime(time) ? time : OffsetDateTime.parse(time).format(TIME);
    }
}
