package org.kivuko.model.cap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.kivuko.model.Code;

/**
 * {@code data.subject} and the parameters {@code kivuko:subject.*} that carry it in CAP. They stand nowhere else: what an
 * agreement takes out of the subject is then gone from {@code data.cap} too.
 */
final class CapSubject {
    /** How a parameter's text is held in JSON; a list is one parameter per value. */
    private enum Kind {
        TEXT,
        LIST,
        YES_OR_NO,
        NUMBER
    }

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");
    private static final Map<String, Kind> MEMBERS = members();

    private CapSubject() {}

    private static Map<String, Kind> members() {
        var members = new LinkedHashMap<String, Kind>();
        BiConsumer<String, List<String>> texts =
                (group, names) -> names.forEach(name -> members.put(group + "." + name, Kind.TEXT));
        texts.accept("person", List.of("surname", "givenNames", "dateOfBirth", "nationality", "sex"));
        members.put("person.protection", Kind.LIST);
        members.put("person.minor", Kind.YES_OR_NO);
        texts.accept("document", List.of("type", "issuer", "number", "expiry"));
        texts.accept("vehicle", List.of("registration", "country", "make", "model", "colour", "vin"));
        texts.accept("object", List.of("kind", "maker", "serial"));
        texts.accept("consignment", List.of("reference", "goods", "hsCode"));
        members.put("consignment.quantity", Kind.NUMBER);
        texts.accept("consignment", List.of("unit", "container"));
        texts.accept("event", List.of("kind"));
        members.put("event.count", Kind.NUMBER);
        texts.accept("event", List.of("since"));
        return members;
    }

    /** Whether this CAP parameter carries a part of the subject. */
    static boolean carries(JsonNode parameter) {
        return CapTree.text(parameter, "valueName")
                .filter(name -> name.startsWith(CapNames.SUBJECT))
                .isPresent();
    }

    /** The subject that the parameters of all info blocks state; every block may repeat it. */
    static Optional<ObjectNode> read(List<ObjectNode> infos, CapFaults faults) {
        ObjectNode subject = JsonNodeFactory.instance.objectNode();
        CapTree.all(infos, "parameter")
                .filter(CapSubject::carries)
                .distinct()
                .forEach(parameter -> put(parameter, subject, faults));
        return subject.isEmpty() ? Optional.empty() : Optional.of(subject);
    }

    private static void put(ObjectNode parameter, ObjectNode subject, CapFaults faults) {
        String path = parameter.path("valueName").asText().substring(CapNames.SUBJECT.length());
        String value = parameter.path("value").asText();
        Kind kind = MEMBERS.get(path);
        if (kind == null) {
            faults.refuse(
                    "/data/subject", Code.SCHEMA_VIOLATION, "a parameter kivuko:subject.* names an unknown member");
            return;
        }
        int dot = path.indexOf('.');
        ObjectNode group = subject.withObject("/" + path.substring(0, dot));
        String name = path.substring(dot + 1);
        String pointer = "/data/subject/" + path.replace('.', '/');
        if (kind == Kind.LIST) {
            group.withArray("/" + name).add(value);
            return;
        }
        faults.refuseUnless(!group.has(name), pointer, Code.SCHEMA_VIOLATION, "stands twice with different values");
        switch (kind) {
            case YES_OR_NO -> {
                faults.refuseUnless(
                        value.equals("true") || value.equals("false"),
                        pointer,
                        Code.SCHEMA_VIOLATION,
                        "expected true or false");
                group.put(name, value.equals("true"));
            }
            case NUMBER -> {
                boolean fine = NUMBER.matcher(value).matches();
                faults.refuseUnless(fine, pointer, Code.SCHEMA_VIOLATION, "expected a number");
                group.put(name, fine ? new BigDecimal(value) : BigDecimal.ZERO);
            }
            default -> group.put(name, value);
        }
    }

    /** Adds the parameters that carry this subject. */
    static void write(JsonNode subject, BiConsumer<String, String> parameters) {
        MEMBERS.keySet().forEach(path -> {
            JsonNode value = subject.at("/" + path.replace('.', '/'));
            if (value.isArray()) {
                value.forEach(one -> parameters.accept(CapNames.SUBJECT + path, one.asText()));
            } else if (value.isNumber()) {
                parameters.accept(CapNames.SUBJECT + path, value.decimalValue().toPlainString());
            } else if (!value.isMissingNode() && !value.isNull()) {
                parameters.accept(CapNames.SUBJECT + path, value.asText());
            }
        });
    }
}
