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
 * Reads the bytes of a CAP 1.2 document into its mirror: a tree with CAP's own names, every leaf the text as written, held
 * against {@link CapElement} on the way. Its signature is left out.
 */
final class CapDocument {
    private static final String CAP_1 = "urn:oasis:names:tc:emergency:cap:1.";
    private static final String ROOT = "/data/cap";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final HardenedXml xml;
    private final CapFaults faults;

    private CapDocument(HardenedXml xml, CapFaults faults) {
        this.xml = xml;
        this.faults = faults;
    }

    /** The mirror; empty where the bytes hold no CAP 1.2 document. What is wrong in it is added to {@code faults}. */
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
        if (!"alert".equals(xml.name()) || !CapNames.NAMESPACE.equals(xml.namespace())) {
            faults.refuseWhole(Code.CAP_19, "expected a CAP 1.2 alert, found " + otherRoot());
            return Optional.empty();
        }
        refuseAttributes(ROOT);
        ObjectNode alert = NODES.objectNode();
        children(CapElement.ALERT, alert, ROOT);
        while (xml.next() != XMLStreamConstants.END_DOCUMENT) {
            // what follows the root must be well-formed too
        }
        return Optional.of(alert);
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
            } else if (!CapNames.NAMESPACE.equals(xml.namespace()) || !places.containsKey(xml.name())) {
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
                list.add(leaf(form.text().get(), pointer));
            } else {
                children(form.children(), list.addObject(), pointer);
            }
        } else {
            refuseAttributes(pointer);
            boolean again = into.has(form.name());
            faults.refuseUnless(!again, pointer, Code.SCHEMA_VIOLATION, "stands more than once");
            into.put(form.name(), leaf(form.text().orElseThrow(), pointer));
        }
    }

    private String leaf(CapElement.Text form, String pointer) throws UnfitXmlException {
        var text = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                faults.refuse(pointer, Code.SCHEMA_VIOLATION, "expected text, found an element");
                xml.skip();
            } else {
                text.append(xml.text());
            }
        }
        String found = text.toString();
        faults.refuseUnless(form.holds().test(found), pointer, form.otherwise(), form.expected());
        return found;
    }

    private void refuseAttributes(String pointer) {
        faults.refuseUnless(!xml.hasAttributes(), pointer, Code.SCHEMA_VIOLATION, "CAP 1.2 has no attribute here");
    }
}
