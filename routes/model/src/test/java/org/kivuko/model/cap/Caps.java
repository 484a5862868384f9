package org.kivuko.model.cap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.Reading;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** CAP documents and what becomes of them. */
final class Caps {
    static final AgencyId SENDER = AgencyId.of("KEN.DIS");

    /** Elements that come out otherwise than they went in. */
    private static final Set<String> OWN = Set.of("Signature", "addresses", "restriction");

    private static final String INFO =
            """
              <info>
                <category>Security</category>
                <event>Stolen passport</event>
                <urgency>Expected</urgency>
                <severity>Severe</severity>
                <certainty>Observed</certainty>
                <expires>2026-12-01T10:00:00+03:00</expires>
                <area><areaDesc>Busia</areaDesc></area>
              </info>
            """;

    private static final String ALERT =
            """
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
              <identifier>a-1</identifier>
              <sender>ken.dis@posts.example</sender>
              <sent>2026-11-23T10:00:00+03:00</sent>
              <status>Actual</status>
              <msgType>Alert</msgType>
              <scope>Public</scope>
            """
                    + INFO + "</alert>\n";

    private Caps() {}

    /** A plain document without a fault. */
    static String alert() {
        return ALERT;
    }

    /** The plain document with one piece replaced; the piece must be there. */
    static String alert(String piece, String by) {
        assertThat(ALERT).contains(piece);
        return ALERT.replace(piece, by);
    }

    /** The plain document with elements before its info block. */
    static String alertWith(String elements) {
        return alert("  <info>", elements + "  <info>");
    }

    static String info() {
        return INFO;
    }

    /** A producer's alert is posted to Uganda for border checks. */
    static CapQuery query() {
        return query(false);
    }

    static CapQuery query(boolean unverified) {
        return new CapQuery(
                Optional.of("UGA"),
                Optional.of("border-check"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                unverified);
    }

    static Reading<Message> read(String xml) {
        return read(xml, query());
    }

    static Reading<Message> read(String xml, CapQuery query) {
        return CapReader.message(xml.getBytes(StandardCharsets.UTF_8), SENDER, query);
    }

    static ObjectNode event(Reading<Message> reading) {
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return ((Reading.Accepted<Message>) reading).value().json();
    }

    static List<Fault> faults(Reading<?> reading) {
        return reading instanceof Reading.Refused<?> refused ? refused.faults() : List.of();
    }

    /** Every fault as {@code pointer CODE}. */
    static List<String> places(Reading<?> reading) {
        return faults(reading).stream()
                .map(fault -> fault.pointer() + " " + fault.code())
                .distinct()
                .toList();
    }

    /** Every element of a document in order, as path and text, without those that a delivery has of its own. */
    static List<String> elements(byte[] xml) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        var lines = new ArrayList<String>();
        collect(
                factory.newDocumentBuilder()
                        .parse(new ByteArrayInputStream(xml))
                        .getDocumentElement(),
                "",
                lines);
        return lines;
    }

    private static void collect(Element element, String path, List<String> lines) {
        String own = path + "/" + element.getLocalName();
        var children = new ArrayList<Element>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element childElement) {
                children.add(childElement);
            }
        }
        lines.add(children.isEmpty() ? own + "=" + element.getTextContent() : own);
        children.stream()
                .filter(child -> !OWN.contains(child.getLocalName()))
                .forEach(child -> collect(child, own, lines));
    }
}
