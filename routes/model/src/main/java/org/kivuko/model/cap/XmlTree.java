package org.kivuko.model.cap;

import javax.xml.stream.XMLStreamConstants;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/** A whole document as a tree, for signatures: they are made over prefixes and instructions too. Read by {@link HardenedXml}. */
final class XmlTree {
    private final HardenedXml xml;
    private final Document document = empty();
    private Node open = document;

    private XmlTree(HardenedXml xml) {
        this.xml = xml;
    }

    static Document empty() {
        return HardenedXml.newDocument();
    }

    static Document read(byte[] bytes) throws UnfitXmlException {
        var tree = new XmlTree(new HardenedXml(bytes));
        tree.xml.onInstruction((target, data) ->
                tree.open.appendChild(tree.document.createProcessingInstruction(target, data == null ? "" : data)));
        tree.grow();
        return tree.document;
    }

    private void grow() throws UnfitXmlException {
        for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                open = open.appendChild(xml.element(document));
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open = open.getParentNode();
            } else if (open != document) {
                open.appendChild(document.createTextNode(xml.text()));
            }
        }
    }
}
