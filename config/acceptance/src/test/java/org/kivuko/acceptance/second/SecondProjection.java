package org.kivuko.acceptance.second;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.kivuko.agreement.PairHash;
import org.kivuko.agreement.Rule;

/** What of a message's data several permits together let cross: "Paths" among the details decided, leaf by leaf. */
final class SecondProjection {
    private static final Set<String> ALWAYS = Set.of("msgType", "references", "alertType", "recordId");
    private static final List<String> CORE_OF_ALERT = List.of(
            "msgType",
            "references",
            "alertType",
            "category",
            "urgency",
            "severity",
            "certainty",
            "responseType",
            "onset",
            "areas",
            "eventCodes",
            "evaluation",
            "subject.event");
    private static final List<String> CORE_OF_RECORD =
            List.of("recordId", "post", "direction", "crossedAt", "transport", "outcome");
    private static final List<String> FREE_TEXT =
            List.of("texts", "areas[].name", "parameters", "resources", "case", "cap");
    private static final Set<String> OF_CODE_LISTS = Set.of(
            "subject.person.nationality",
            "subject.person.sex",
            "subject.person.protection",
            "subject.document.type",
            "subject.document.issuer",
            "subject.vehicle.country",
            "nationality",
            "sex",
            "docType",
            "docIssuer",
            "mrzCheck");
    private static final List<String> IDENTITY_OF_ALERT = List.of(
            "subject.person",
            "subject.document.number",
            "subject.document.expiry",
            "subject.vehicle.registration",
            "subject.vehicle.vin");
    private static final Set<String> NO_IDENTITY = Set.of("subject.person.sex", "subject.person.minor");
    private static final Set<String> IDENTITY_OF_RECORD = Set.of(
            "surname", "givenNames", "dateOfBirth", "nationality", "docNumber", "docExpiry", "vehicleRegistration");

    private final Question question;
    private final List<Rule> permits;
    private final boolean identityStays;
    private final PairHash hash;
    private final boolean search;
    private final Set<String> sought = new HashSet<>();
    final TreeSet<String> removed = new TreeSet<>();
    final TreeSet<String> transformed = new TreeSet<>();

    SecondProjection(Question question, List<Rule> permits, boolean identityStays, PairHash hash, boolean search) {
        this.question = question;
        this.permits = permits;
        this.identityStays = identityStays;
        this.hash = hash;
        this.search = search;
    }

    ObjectNode project() {
        leaves(question.data(), "", this::seek);
        return (ObjectNode) rebuilt(question.data(), "").orElseGet(JsonNodeFactory.instance::objectNode);
    }

    /** Whether a path stands in a message, be it as a leaf or with something below it. */
    static boolean stands(JsonNode data, String path) {
        var found = new HashSet<String>();
        leaves(data, "", (leaf, value) -> found.add(leaf));
        return found.stream().anyMatch(leaf -> below(path, leaf));
    }

    private static void leaves(JsonNode node, String path, BiConsumer<String, JsonNode> each) {
        if (node.isObject()) {
            node.properties().forEach(member -> leaves(member.getValue(), joined(path, member.getKey()), each));
        } else if (isListOfObjects(node)) {
            node.forEach(element -> leaves(element, path + "[]", each));
        } else {
            each.accept(path, node);
        }
    }

    private void seek(String leaf, JsonNode value) {
        if (value.isTextual()
                && !"kept".equals(fate(leaf))
                && !core(leaf)
                && !freeText(leaf)
                && !OF_CODE_LISTS.contains(leaf)) {
            sought.add(value.asText());
        }
    }

    private Optional<JsonNode> rebuilt(JsonNode node, String path) {
        if (node.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(member -> rebuilt(member.getValue(), joined(path, member.getKey()))
                    .ifPresent(value -> object.set(member.getKey(), value)));
            return object.isEmpty() ? Optional.empty() : Optional.of(object);
        }
        if (isListOfObjects(node)) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> rebuilt(element, path + "[]").ifPresent(list::add));
            return list.isEmpty() ? Optional.empty() : Optional.of(list);
        }
        return leaf(node, path);
    }

    private Optional<JsonNode> leaf(JsonNode node, String path) {
        var fate = fate(path);
        var revealing = search && freeText(path) && node.isTextual() && SecondValues.standsIn(sought, node.asText());
        if ("removed".equals(fate) || revealing) {
            removed.add(path);
            return Optional.empty();
        }
        if ("kept".equals(fate)) {
            return Optional.of(node);
        }
        transformed.add(path);
        var day = OffsetDateTime.parse(question.attribute("time", "")).toLocalDate();
        return Optional.of(TextNode.valueOf(SecondTransforms.apply(fate, node.asText(), day, question, hash)));
    }

    /** {@code kept}, {@code removed} or the strongest transform of all permits. */
    private String fate(String leaf) {
        if (ALWAYS.contains(leaf)) {
            return "kept";
        }
        var stays = permits.stream().allMatch(rule -> keeps(rule, leaf)) && (identityStays || !identity(leaf));
        if (!stays) {
            return "removed";
        }
        var strongest = permits.stream()
                .flatMap(rule -> Optional.ofNullable(rule.fields().transform().get(leaf)).stream())
                .mapToInt(transform -> SecondTransforms.BY_STRENGTH.indexOf(transform.code()))
                .max();
        return strongest.isPresent() ? SecondTransforms.BY_STRENGTH.get(strongest.getAsInt()) : "kept";
    }

    private boolean keeps(Rule rule, String leaf) {
        return rule.fields().keep().stream().anyMatch(path -> switch (path) {
            case "*" -> true;
            case "@core" -> core(leaf);
            default -> below(path.endsWith(".*") ? path.substring(0, path.length() - 2) : path, leaf);
        });
    }

    private boolean core(String leaf) {
        if (freeText(leaf)) {
            return false;
        }
        var core = question.isAlert() ? CORE_OF_ALERT : CORE_OF_RECORD;
        return core.stream().anyMatch(path -> below(path, leaf));
    }

    private static boolean freeText(String leaf) {
        return FREE_TEXT.stream().anyMatch(path -> below(path, leaf));
    }

    private boolean identity(String leaf) {
        if (question.isRecord()) {
            return IDENTITY_OF_RECORD.contains(leaf);
        }
        if (freeText(leaf)) {
            return true;
        }
        var spared = NO_IDENTITY.contains(leaf)
                || ("subject.document.number".equals(leaf)
                        && question.alertType().startsWith("DOC-"));
        return !spared && IDENTITY_OF_ALERT.stream().anyMatch(path -> below(path, leaf));
    }

    private static boolean below(String path, String leaf) {
        return leaf.equals(path) || leaf.startsWith(path + ".") || leaf.startsWith(path + "[]");
    }

    private static boolean isListOfObjects(JsonNode node) {
        return node.isArray() && !node.isEmpty() && node.get(0).isObject();
    }

    private static String joined(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
