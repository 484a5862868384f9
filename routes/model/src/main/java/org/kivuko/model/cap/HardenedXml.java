package org.kivuko.model.cap;

import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.kivuko.model.Code;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The one place where XML from outside is parsed. Reads nothing but the bytes it was given: a document type declaration, an
 * entity, an XInclude or a schema location ends the reading with {@code CAP_19}, a document beyond the limits with
 * {@code CAP_20}, all else that is not well-formed XML with {@code UNREADABLE}. For one thread, for one document.
 */
final class HardenedXml {
    static final int MAX_BYTES = 2 * 1024 * 1024;
    static final int MAX_DEPTH = 64;
    static final int MAX_ATTRIBUTES = 32;
    static final int MAX_ELEMENTS = 100_000;
    /** In a whole document: the JDK's parser compares each one with all before it, before anybody is asked. */
    static final int MAX_NAMESPACES = 1_000;

    private static final String XINCLUDE = "http://www.w3.org/2001/XInclude";
    private static final Set<String> ENCODINGS = Set.of("utf-8", "utf-16", "us-ascii", "iso-8859-1", "windows-1252");
    private static final byte[] XMLNS = {'x', 'm', 'l', 'n', 's'};
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private BiConsumer<String, String> instructions = (target, data) -> {};
    private int depth;
    private int elements;

    HardenedXml(byte[] xml) throws UnfitXmlException {
        if (xml.length > MAX_BYTES) {
            throw new UnfitXmlException(Code.CAP_20, "expected at most " + MAX_BYTES + " bytes");
        }
        if (!XmlEncoding.fits(xml)) {
            throw new UnfitXmlException(Code.UNREADABLE, "the bytes are not in the encoding of the document");
        }
        if (namespaces(xml) > MAX_NAMESPACES) {
            throw new UnfitXmlException(Code.CAP_20, "expected at most " + MAX_NAMESPACES + " namespaces");
        }
        try {
            reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml));
        } catch (XMLStreamException e) {
            throw notWellFormed(e);
        } catch (RuntimeException e) {
            throw parserFailed();
        }
        if ("1.1".equals(reader.getVersion())) {
            throw new UnfitXmlException(Code.UNREADABLE, "expected XML 1.0");
        }
        String encoding = reader.getCharacterEncodingScheme();
        if (encoding != null && !ENCODINGS.contains(encoding.toLowerCase(Locale.ROOT))) {
            throw new UnfitXmlException(Code.UNREADABLE, "expected one of the encodings " + sortedEncodings());
        }
    }

    /** How often one is declared at most; the same in every encoding that is taken, for what a second byte adds is zero. */
    private static int namespaces(byte[] xml) {
        int found = 0;
        int matched = 0;
        for (byte next : xml) {
            if (next == 0) {
                continue;
            }
            if (next == XMLNS[matched]) {
                matched++;
            } else {
                matched = next == XMLNS[0] ? 1 : 0;
            }
            if (matched == XMLNS.length) {
                found++;
                matched = 0;
            }
        }
        return found;
    }

    /** The JDK's own parser, whatever else lies on the class path. The resolver is a second lock: nothing should reach it. */
    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }

    /** Goes on to the next start, end or text; the document's end is an event too. */
    int next() throws UnfitXmlException {
        while (true) {
            int event = step();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    open();
                    return event;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    return event;
                }
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE,
                        XMLStreamConstants.END_DOCUMENT -> {
                    return event;
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_DECLARATION ->
                    throw new UnfitXmlException(
                            Code.CAP_19, "no document type declaration may stand in a CAP document");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new UnfitXmlException(Code.CAP_19, "no entity may stand in a CAP document");
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    instructions.accept(reader.getPITarget(), reader.getPIData());
                default -> {
                    // comments say nothing
                }
            }
        }
    }

    /** Who is told of processing instructions; nobody acts on them. */
    void onInstruction(BiConsumer<String, String> listener) {
        instructions = listener;
    }

    /** A document without content. */
    static Document newDocument() {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .newDocument();
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException("this Java makes no XML documents", impossible);
        }
    }

    /** The element that has just been opened, without content, with its prefix, declarations and attributes as written. */
    Element element(Document document) {
        Element element = document.createElementNS(reader.getNamespaceURI(), qualified(reader.getPrefix(), name()));
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String prefix = reader.getNamespacePrefix(i);
            String declared = reader.getNamespaceURI(i);
            element.setAttributeNS(
                    XMLConstants.XMLNS_ATTRIBUTE_NS_URI,
                    prefix == null || prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix,
                    declared == null ? "" : declared);
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = reader.getAttributeNamespace(i);
            element.setAttributeNS(
                    namespace == null || namespace.isEmpty() ? null : namespace,
                    qualified(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)),
                    reader.getAttributeValue(i));
        }
        return element;
    }

    private static String qualified(String prefix, String name) {
        return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
    }

    /** Reads to the end of the element that has just been opened. */
    void skip() throws UnfitXmlException {
        int outside = depth - 1;
        while (depth > outside) {
            next();
        }
    }

    String name() {
        return reader.getLocalName();
    }

    /** Namespace of the element, the empty string for none. */
    String namespace() {
        String namespace = reader.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    boolean hasAttributes() {
        return reader.getAttributeCount() > 0;
    }

    String text() {
        return reader.getText();
    }

    private int step() throws UnfitXmlException {
        try {
            return reader.next();
        } catch (XMLStreamException e) {
            throw notWellFormed(e);
        } catch (RuntimeException e) {
            throw parserFailed();
        }
    }

    /** The JDK's parser fails in its own ways over some documents: seen with a control character in a declaration. */
    private static UnfitXmlException parserFailed() {
        return new UnfitXmlException(Code.UNREADABLE, "not well-formed XML");
    }

    private void open() throws UnfitXmlException {
        depth++;
        elements++;
        if (depth > MAX_DEPTH) {
            throw new UnfitXmlException(Code.CAP_20, "expected elements at most " + MAX_DEPTH + " deep");
        }
        if (elements > MAX_ELEMENTS) {
            throw new UnfitXmlException(Code.CAP_20, "expected at most " + MAX_ELEMENTS + " elements");
        }
        if (reader.getAttributeCount() + reader.getNamespaceCount() > MAX_ATTRIBUTES) {
            throw new UnfitXmlException(
                    Code.CAP_20, "expected at most " + MAX_ATTRIBUTES + " attributes on an element");
        }
        if (XINCLUDE.equals(namespace())) {
            throw new UnfitXmlException(Code.CAP_19, "no XInclude may stand in a CAP document");
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(reader.getAttributeNamespace(i))
                    && reader.getAttributeLocalName(i).toLowerCase(Locale.ROOT).endsWith("schemalocation")) {
                throw new UnfitXmlException(Code.CAP_19, "no schema location may stand in a CAP document");
            }
        }
    }

    private static UnfitXmlException notWellFormed(XMLStreamException cause) {
        var place = cause.getLocation();
        String where = place == null ? "" : ", line " + place.getLineNumber() + ", column " + place.getColumnNumber();
        return new UnfitXmlException(Code.UNREADABLE, "not well-formed XML" + where);
    }

    private static String sortedEncodings() {
        return String.join(", ", ENCODINGS.stream().sorted().toList());
    }
}
