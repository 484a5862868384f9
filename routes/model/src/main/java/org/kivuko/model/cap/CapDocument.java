package org.kivuko.model.cap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import org.kivuko.model.Code;

/**
 * Reads a CAP document into its mirror: a tree with the names of CAP 1.2, every leaf the text as written, held against
 * {@link CapElement} on the way. CAP 1.1 is read as 1.2 would have it ({@link Cap11}). The signature is left out.
 */
final class CapDocument {
    private static final String CAP_1 = "urn:oasis:names:tc:emergency:cap:1.";
    private static final String ROOT = "/data/cap";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final HardenedXml xml;
    private final CapFaults faults;
    private String namespace = CapNames.NAMESPACE;

    CapDocument(HardenedXml xml, CapFaults faults) {
        this.xml = xml;
        this.faults = faults;
    }

    /** The mirror; empty where the bytes hold no CAP document of a version that is read. What is wrong in it is added to {@code faults}. */
    static Optional<ObjectNode> read(byte[] bytes, CapFaults faults) {
        try {
            return new CapDocument(new HardenedXml(bytes), faults).root();
        } catch (UnfitXmlException e) {
            faults.refuseWhole(e.code(), e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<ObjectNode> root() throws UnfitXmlException {
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            // white space before the root
        }
        Optional<ObjectNode> alert = opened();
        while (alert.isPresent() && xml.next() != XMLStreamConstants.END_DOCUMENT) {
            // what follows the root must be well-formed too
        }
        return alert;
    }

    /** The mirror of the element that has just been opened; empty where it is no alert of a version that is read. */
    Optional<ObjectNode> opened() throws UnfitXmlException {
        namespace = xml.namespace();
        if (!"alert".equals(xml.name()) || !(CapNames.NAMESPACE.equals(namespace) || isOld())) {
            faults.refuseWhole(Code.CAP_19, "expected an alert of CAP 1.2 or 1.1, found " + otherRoot());
            return Optional.empty();
        }
        refuseAttributes(ROOT);
        ObjectNode alert = NODES.objectNode();
        children(CapElement.ALERT, alert, ROOT);
        return Optional.of(alert);
    }

    private boolean isOld() {
        return Cap11.NAMESPACE.equals(namespace);
    }

    private String otherRoot() {
        if ("alert".equals(xml.name()) && xml.namespace().startsWith(CAP_1)) {
            return "an alert of another version of CAP";
        }
        return switch (xml.name()) {
            case "feed" -> "an Atom feed";
            case "rss" -> "an RSS feed";
            case "EDXLDistribution" -> "an EDXL-DE envelope";
            case "alert" -> "an alert of another namespace";
            default -> "another document";
        };
    }

    private void children(List<CapElement> forms, ObjectNode into, String pointer) throws UnfitXmlException {
        Map<String, Integer> places = CapElement.places(forms);
        int last = 0;
        boolean text = false;
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event != XMLStreamConstants.START_ELEMENT) {
                text |= !xml.text().isBlank();
            } else if (pointer.equals(ROOT) && CapNames.SIGNATURE_NAMESPACE.equals(xml.namespace())) {
                last = forms.size();
                xml.skip();
            } else if (!namespace.equals(xml.namespace()) || !places.containsKey(xml.name())) {
                faults.refuse(pointer, Code.SCHEMA_VIOLATION, "found an element that CAP 1.2 does not have here");
                xml.skip();
            } else {
                int at = places.get(xml.name());
                faults.refuseUnless(
                        at >= last,
                        CapElement.pointer(pointer, xml.name()),
                        Code.SCHEMA_VIOLATION,
                        "stands out of the order of CAP 1.2");
                last = Math.max(last, at);
                child(forms.get(at), into, pointer);
            }
        }
        faults.refuseUnless(!text, pointer, Code.SCHEMA_VIOLATION, "found text between elements");
        for (CapElement form : forms) {
            if (isOld()) {
                Cap11.complete(form, into);
            }
            faults.refuseUnless(
                    !form.required() || into.has(form.name()),
                    CapElement.pointer(pointer, form.name()),
                    Code.SCHEMA_VIOLATION,
                    "the element " + form.name() + " is missing");
        }
    }

    private void child(CapElement form, ObjectNode into, String parent) throws UnfitXmlException {
        String pointer = CapElement.pointer(parent, form.name());
        if (form.many()) {
            ArrayNode list = into.get(form.name()) instanceof ArrayNode begun ? begun : into.putArray(form.name());
            pointer += "/" + list.size();
            refuseAttributes(pointer);
            if (form.text().isPresent()) {
                list.add(leaf(form, pointer));
            } else {
                children(form.children(), list.addObject(), pointer);
            }
        } else {
            refuseAttributes(pointer);
            boolean again = into.has(form.name());
            faults.refuseUnless(!again, pointer, Code.SCHEMA_VIOLATION, "stands more than once");
            into.put(form.name(), leaf(form, pointer));
        }
    }

    private String leaf(CapElement element, String pointer) throws UnfitXmlException {
        CapElement.Text form = element.text().orElseThrow();
        var text = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                faults.refuse(pointer, Code.SCHEMA_VIOLATION, "expected text, found an element");
                xml.skip();
            } else {
                text.append(xml.text());
            }
        }
        String found = isOld() ? Cap11.text(element.name(), form, text.toString()) : text.toString();
        boolean known = !isOld() || Cap11.knows(element.name(), found);
        faults.refuseUnless(known && form.holds().test(found), pointer, form.otherwise(), form.expected());
        return found;
    }

    private void refuseAttributes(String pointer) {
        faults.refuseUnless(!xml.hasAttributes(), pointer, Code.SCHEMA_VIOLATION, "CAP 1.2 has no attribute here");
    }
}
