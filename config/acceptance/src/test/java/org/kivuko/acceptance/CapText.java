package org.kivuko.acceptance;

import java.io.ByteArrayInputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What stands in a CAP document, read with the platform's own parser. Only for documents without a declaration. */
final class CapText {
    /** Elements that a delivery has of its own, or loses. */
    private static final Set<String> OWN = Set.of("Signature", "addresses", "restriction");

    private CapText() {}

    /** Every element in order, below which and with which text; attributes carry nothing in CAP. */
    static List<String> elements(byte[] xml) {
        Document document = parse(xml);
        for (String name : OWN) {
            NodeList own = document.getElementsByTagNameNS("*", name);
            while (own.getLength() > 0) {
                own.item(0).getParentNode().removeChild(own.item(0));
            }
        }
        NodeList all = document.getElementsByTagName("*");
        var lines = new ArrayList<String>();
        for (int i = 0; i < all.getLength(); i++) {
            var element = (Element) all.item(i);
            boolean leaf = element.getElementsByTagName("*").getLength() == 0;
            lines.add(element.getParentNode().getLocalName() + "/" + element.getLocalName()
                    + (leaf ? "=" + element.getTextContent() : ""));
        }
        return lines;
    }

    static OffsetDateTime sent(byte[] xml) {
        return OffsetDateTime.parse(first(xml, "sent"));
    }

    /** The text of the first element of this name. */
    static String first(byte[] xml, String name) {
        return parse(xml)
                .getElementsByTagNameNS("*", name)
                .item(0)
                .getTextContent()
                .strip();
    }

    static boolean has(byte[] xml, String name) {
        return parse(xml).getElementsByTagNameNS("*", name).getLength() > 0;
    }

    private static Document parse(byte[] xml) {
        var factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        try {
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
