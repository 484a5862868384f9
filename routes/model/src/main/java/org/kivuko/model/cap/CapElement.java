package org.kivuko.model.cap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.kivuko.model.Category;
import org.kivuko.model.Certainty;
import org.kivuko.model.Code;
import org.kivuko.model.Coded;
import org.kivuko.model.MsgType;
import org.kivuko.model.ResponseType;
import org.kivuko.model.Severity;
import org.kivuko.model.Urgency;

/**
 * The form of CAP 1.2 as its schema has it: which elements, in which order, how often, and what their text must be. Read and
 * written from this one table.
 *
 * @param many whether it may stand more than once: then it is a list in {@code data.cap}
 * @param text what its text must be; empty for elements that hold elements
 */
record CapElement(String name, boolean required, boolean many, Optional<Text> text, List<CapElement> children) {
    /** What is asked of the text of an element, and the code where it is not so. */
    record Text(Predicate<String> holds, Code otherwise, String expected) {}

    private static final Text ANY = new Text(text -> true, Code.SCHEMA_VIOLATION, "text");
    private static final Text NAME = new Text(
            text -> !text.isEmpty()
                    && text.chars().noneMatch(c -> c <= ' ' || Character.isWhitespace(c) || ",<&".indexOf(c) >= 0),
            Code.CAP_01,
            "expected a name without white space, comma, < and &");
    private static final Text TIME =
            new Text(CapTimes::isTime, Code.CAP_02, "expected a time that exists, written yyyy-MM-ddTHH:mm:ss+hh:mm");
    private static final Text DECIMAL =
            matching("[+-]?(\\d{1,20}(\\.\\d{0,20})?|\\.\\d{1,20})", "expected a decimal number");
    private static final Text SIZE = matching("[+-]?\\d{1,18}", "expected a whole number of bytes");
    static final List<CapElement> PAIR = List.of(one("valueName", ANY), one("value", ANY));

    static final List<CapElement> RESOURCE = List.of(
            one("resourceDesc", ANY),
            one("mimeType", ANY),
            optional("size", SIZE),
            optional("uri", ANY),
            optional("derefUri", ANY),
            optional("digest", ANY));

    static final List<CapElement> AREA = List.of(
            one("areaDesc", ANY),
            several("polygon", ANY),
            several("circle", ANY),
            holding("geocode", PAIR),
            optional("altitude", DECIMAL),
            optional("ceiling", DECIMAL));

    static final List<CapElement> INFO = List.of(
            optional("language", ANY),
            new CapElement("category", true, true, Optional.of(oneOf(Category.class)), List.of()),
            one("event", ANY),
            several("responseType", oneOf(ResponseType.class)),
            one("urgency", oneOf(Urgency.class)),
            one("severity", oneOf(Severity.class)),
            one("certainty", oneOf(Certainty.class)),
            optional("audience", ANY),
            holding("eventCode", PAIR),
            optional("effective", TIME),
            optional("onset", TIME),
            optional("expires", TIME),
            optional("senderName", ANY),
            optional("headline", ANY),
            optional("description", ANY),
            optional("instruction", ANY),
            optional("web", ANY),
            optional("contact", ANY),
            holding("parameter", PAIR),
            holding("resource", RESOURCE),
            holding("area", AREA));

    static final List<CapElement> ALERT = List.of(
            one("identifier", NAME),
            one("sender", NAME),
            one("sent", TIME),
            one("status", words("Actual", "Exercise", "System", "Test", "Draft")),
            one("msgType", oneOf(MsgType.class)),
            optional("source", ANY),
            one("scope", words("Public", "Restricted", "Private")),
            optional("restriction", ANY),
            optional("addresses", ANY),
            several("code", ANY),
            optional("note", ANY),
            optional("references", ANY),
            optional("incidents", ANY),
            holding("info", INFO));

    /** Where elements of {@code alert} and {@code info} come to stand in the envelope; all others mirror CAP in {@code data.cap}. */
    private static final Map<String, String> POINTERS = Map.ofEntries(
            Map.entry("/data/cap/identifier", "/id"),
            Map.entry("/data/cap/sender", "/data/capSender"),
            Map.entry("/data/cap/sent", "/time"),
            Map.entry("/data/cap/status", "/status"),
            Map.entry("/data/cap/msgType", "/data/msgType"),
            Map.entry("/data/cap/restriction", "/handling"),
            Map.entry("/data/cap/addresses", "/to"),
            Map.entry("/data/cap/references", "/data/references"),
            Map.entry("/data/cap/info/*/category", "/data/category"),
            Map.entry("/data/cap/info/*/responseType", "/data/responseType"),
            Map.entry("/data/cap/info/*/urgency", "/data/urgency"),
            Map.entry("/data/cap/info/*/severity", "/data/severity"),
            Map.entry("/data/cap/info/*/certainty", "/data/certainty"),
            Map.entry("/data/cap/info/*/onset", "/data/onset"),
            Map.entry("/data/cap/info/*/expires", "/expires"));

    private static final Pattern INFO_NUMBER = Pattern.compile("/info/\\d+/");

    /** JSON pointer to where the element of this name below the element at {@code parent} comes to stand. */
    static String pointer(String parent, String name) {
        String own = parent + "/" + name;
        return POINTERS.getOrDefault(INFO_NUMBER.matcher(own).replaceFirst("/info/*/"), own);
    }

    /** Whether a mirror below an element has everything that its form demands, and nothing in another shape. */
    static boolean fits(List<CapElement> forms, JsonNode parent) {
        return parent.isObject() && forms.stream().allMatch(form -> form.fits(parent.path(form.name)));
    }

    private boolean fits(JsonNode node) {
        if (node.isMissingNode()) {
            return !required;
        }
        return many
                ? node.isArray()
                        && StreamSupport.stream(node.spliterator(), false).allMatch(this::fitsOnce)
                : fitsOnce(node);
    }

    private boolean fitsOnce(JsonNode node) {
        return text.map(form -> node.isTextual() && form.holds.test(node.textValue()))
                .orElseGet(() -> fits(children, node));
    }

    static List<String> names(List<CapElement> forms) {
        return forms.stream().map(CapElement::name).toList();
    }

    /** The place of each name in its sequence. */
    static Map<String, Integer> places(List<CapElement> forms) {
        var places = new HashMap<String, Integer>();
        for (int i = 0; i < forms.size(); i++) {
            places.put(forms.get(i).name(), i);
        }
        return places;
    }

    private static CapElement one(String name, Text text) {
        return new CapElement(name, true, false, Optional.of(text), List.of());
    }

    private static CapElement optional(String name, Text text) {
        return new CapElement(name, false, false, Optional.of(text), List.of());
    }

    private static CapElement several(String name, Text text) {
        return new CapElement(name, false, true, Optional.of(text), List.of());
    }

    private static CapElement holding(String name, List<CapElement> children) {
        return new CapElement(name, false, true, Optional.empty(), children);
    }

    private static Text matching(String pattern, String expected) {
        return new Text(text -> text.matches(pattern), Code.SCHEMA_VIOLATION, expected);
    }

    private static Text words(String... words) {
        var all = List.of(words);
        return new Text(all::contains, Code.SCHEMA_VIOLATION, "expected one of " + String.join(", ", all));
    }

    private static <E extends Enum<E> & Coded> Text oneOf(Class<E> list) {
        return new Text(
                text -> Coded.find(list, text).isPresent(),
                Code.SCHEMA_VIOLATION,
                "expected one of " + Coded.all(list));
    }
}
