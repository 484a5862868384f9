package org.kivuko.model.cap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import org.kivuko.model.Code;
import org.kivuko.model.Coded;
import org.kivuko.model.Handling;

/**
 * An EDXL-DE 1.0 envelope around one CAP alert, read in one pass: what it says of the distribution, and the mirror of the alert.
 * For one thread, for one document.
 */
final class EdxlEnvelope {
    private static final String NAMESPACE = "urn:oasis:names:tc:emergency:EDXL:DE:1.0";
    private static final String ROOT = "EDXLDistribution";
    private static final String OURS = "kivuko";

    private static final List<String> ELEMENTS = List.of(
            "distributionID",
            "senderID",
            "dateTimeSent",
            "distributionStatus",
            "distributionType",
            "combinedConfidentiality",
            "language",
            "senderRole",
            "recipientRole",
            "keyword",
            "distributionReference",
            "explicitAddress",
            "targetArea",
            "contentObject");

    private static final List<String> NEEDED = ELEMENTS.subList(0, 6);
    private static final Set<String> ONCE = Set.copyOf(ELEMENTS.subList(0, 7));

    private static final List<String> CONTENT = List.of(
            "contentDescription",
            "contentKeyword",
            "incidentID",
            "incidentDescription",
            "originatorRole",
            "consumerRole",
            "confidentiality",
            "nonXMLContent",
            "xmlContent");

    /** Words for content that needs no handling of its own. */
    private static final Pattern OPEN = Pattern.compile("(?i)unclassified( and not sensitive)?");

    private final HardenedXml xml;
    private final CapFaults faults;
    private final List<String> addresses = new ArrayList<>();
    private Optional<ObjectNode> alert = Optional.empty();
    private Optional<Handling> handling = Optional.empty();
    private String status = "";
    private String type = "";
    private int contents;

    private EdxlEnvelope(HardenedXml xml, CapFaults faults) {
        this.xml = xml;
        this.faults = faults;
    }

    /** The envelope; empty where the bytes hold none. What is wrong in it is added to {@code faults}. */
    static Optional<EdxlEnvelope> read(byte[] bytes, CapFaults faults) {
        try {
            return new EdxlEnvelope(new HardenedXml(bytes), faults).root();
        } catch (UnfitXmlException e) {
            faults.refuseWhole(e.code(), e.getMessage());
            return Optional.empty();
        }
    }

    Optional<ObjectNode> alert() {
        return alert;
    }

    /** The addresses of our own scheme, with one space between. */
    Optional<String> to() {
        return addresses.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", addresses));
    }

    /** The highest handling that it asks for. */
    Optional<Handling> handling() {
        return handling;
    }

    private Optional<EdxlEnvelope> root() throws UnfitXmlException {
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            // white space before the root
        }
        if (!isOurs(ROOT)) {
            faults.refuseWhole(Code.CAP_19, "expected an EDXL-DE 1.0 envelope with an alert of CAP");
            return Optional.empty();
        }
        var seen = new HashSet<String>();
        int last = 0;
        while (nextChild()) {
            String name = xml.name();
            int at = isOurs(name) ? ELEMENTS.indexOf(name) : -1;
            refuseUnless(at >= last, "found an element that EDXL-DE 1.0 does not have here");
            refuseUnless(seen.add(name) || !ONCE.contains(name), "an element of the envelope stands more than once");
            last = Math.max(last, at);
            element(at < 0 ? "" : name);
        }
        while (xml.next() != XMLStreamConstants.END_DOCUMENT) {
            // what follows the root must be well-formed too
        }
        refuseUnless(seen.containsAll(NEEDED), "expected " + String.join(", ", NEEDED));
        refuseUnless(contents == 1, "expected one contentObject, found " + contents);
        alert.ifPresent(this::agree);
        return Optional.of(this);
    }

    private void element(String name) throws UnfitXmlException {
        switch (name) {
            case "distributionStatus" -> status = leaf();
            case "distributionType" -> type = leaf();
            case "combinedConfidentiality" -> confidential(leaf());
            case "explicitAddress" -> address();
            case "contentObject" -> content();
            case "recipientRole" -> {
                refuseUnless(false, "expected explicitAddress; a recipientRole names nobody here");
                xml.skip();
            }
            default -> xml.skip();
        }
    }

    /** The alert must say of itself what the envelope says of it: of two answers none is right. */
    private void agree(ObjectNode of) {
        faults.refuseUnless(
                CapTree.text(of, "status").orElse("").equals(status),
                "/status",
                Code.SCHEMA_VIOLATION,
                "expected the distributionStatus of the envelope");
        String wanted = type.equals("Report") ? "Alert" : type;
        faults.refuseUnless(
                CapTree.text(of, "msgType").orElse("").equals(wanted),
                "/data/msgType",
                Code.SCHEMA_VIOLATION,
                "expected what distributionType says: Report for Alert, else the same word");
    }

    /** Closed on doubt: a word that is not known may ask for more than any handling gives. */
    private void confidential(String found) {
        Optional<Handling> asked = Coded.find(Handling.class, found);
        faults.refuseUnless(
                asked.isPresent() || OPEN.matcher(found).matches(),
                "/handling",
                Code.SCHEMA_VIOLATION,
                "expected a confidentiality of H0, H1, H2, H3 or UNCLASSIFIED");
        handling = asked.filter(it -> handling.isEmpty() || it.compareTo(handling.get()) > 0)
                .or(() -> handling);
    }

    private void address() throws UnfitXmlException {
        String scheme = "";
        while (nextChild()) {
            String name = isOurs(xml.name()) ? xml.name() : "";
            String found = leaf();
            if (name.equals("explicitAddressScheme")) {
                scheme = found;
            } else if (name.equals("explicitAddressValue") && scheme.equals(OURS)) {
                addresses.add(found);
            } else {
                faults.refuse("/to", Code.UNKNOWN_ADDRESS, "an explicitAddress is not of the scheme " + OURS);
            }
        }
    }

    private void content() throws UnfitXmlException {
        contents++;
        int last = 0;
        while (nextChild()) {
            String name = xml.name();
            int at = isOurs(name) ? CONTENT.indexOf(name) : -1;
            refuseUnless(at >= last, "found an element that a contentObject does not have here");
            last = Math.max(last, at);
            switch (at < 0 ? "" : name) {
                case "confidentiality" -> confidential(leaf());
                case "xmlContent" -> xmlContent();
                case "nonXMLContent", "consumerRole" -> {
                    refuseUnless(false, "expected an alert in embeddedXMLContent, for whom explicitAddress names");
                    xml.skip();
                }
                default -> xml.skip();
            }
        }
    }

    private void xmlContent() throws UnfitXmlException {
        while (nextChild()) {
            boolean embedded = isOurs("embeddedXMLContent");
            refuseUnless(embedded, "expected embeddedXMLContent alone");
            if (!embedded) {
                xml.skip();
                continue;
            }
            while (nextChild()) {
                if (alert.isPresent()) {
                    refuseUnless(false, "expected one alert");
                    xml.skip();
                } else {
                    alert = new CapDocument(xml, faults).opened();
                    if (alert.isEmpty()) {
                        throw new UnfitXmlException(
                                Code.CAP_19, "expected an alert of CAP 1.2 or 1.1 as embedded content");
                    }
                }
            }
        }
    }

    /** Goes on to the next child of the element that is open, or over its end. */
    private boolean nextChild() throws UnfitXmlException {
        int event = xml.next();
        while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
            refuseUnless(xml.text().isBlank(), "found text between elements");
            event = xml.next();
        }
        return event == XMLStreamConstants.START_ELEMENT;
    }

    private String leaf() throws UnfitXmlException {
        var text = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                refuseUnless(false, "expected text, found an element");
                xml.skip();
            } else {
                text.append(xml.text());
            }
        }
        return text.toString().strip();
    }

    private boolean isOurs(String name) {
        return NAMESPACE.equals(xml.namespace()) && xml.name().equals(name);
    }

    private void refuseUnless(boolean fine, String detail) {
        faults.refuseUnless(fine, "", Code.SCHEMA_VIOLATION, detail);
    }
}
