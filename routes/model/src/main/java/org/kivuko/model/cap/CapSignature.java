package org.kivuko.model.cap;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.URIDereferencer;
import javax.xml.crypto.URIReferenceException;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.kivuko.model.Code;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Whether the alert that is read is the one that was signed. There is exactly one alert in the bytes and exactly one signature,
 * which stands in it and covers all of it: so no second alert can be read while a first one is verified (signature wrapping).
 * Bytes are read by the same parser as the alert itself; keys come from the configuration alone.
 */
final class CapSignature {
    private static final String SECURE = "org.jcp.xml.dsig.secureValidation";
    private static final Set<String> ALERTS = Set.of(CapNames.NAMESPACE, Cap11.NAMESPACE);

    private final CapTrust trust;
    private final CapFaults faults;

    private CapSignature(CapTrust trust, CapFaults faults) {
        this.trust = trust;
        this.faults = faults;
    }

    /** Adds what is wrong with the signature of a document; nothing where none is asked for and none is there. */
    static void check(byte[] xml, CapTrust trust, CapFaults faults) {
        if (trust.asksNothing()) {
            return;
        }
        try {
            new CapSignature(trust, faults).check(XmlTree.read(xml));
        } catch (UnfitXmlException e) {
            faults.refuseWhole(e.code(), e.getMessage());
        }
    }

    private void check(Document document) {
        var alerts = new ArrayList<Element>();
        var signatures = new ArrayList<Element>();
        collect(document, alerts, signatures);
        if (signatures.isEmpty()) {
            faults.refuseUnless(
                    !trust.demanded(), "", Code.CAP_25, "the configuration of this agency asks for signed alerts");
        } else if (trust.keys().isEmpty()) {
            broken("no key of this agency is configured");
        } else if (alerts.size() != 1
                || signatures.size() != 1
                || signatures.get(0).getParentNode() != alerts.get(0)) {
            broken("expected one alert, and one signature as a child of it");
        } else {
            SignedForm.unfit(signatures.get(0)).ifPresentOrElse(this::broken, () -> verify(alerts.get(0)));
        }
    }

    /** The alert as the document that it was when it was signed, whatever was put around it since. */
    private void verify(Element alert) {
        Document own = alert.getOwnerDocument();
        if (own.getDocumentElement() != alert) {
            own = XmlTree.empty();
            Element copy = (Element) own.importNode(alert, true);
            declare(copy);
            own.appendChild(copy);
        }
        Element signature = signatureOf(own.getDocumentElement());
        boolean holds = false;
        for (PublicKey key : trust.keys()) {
            holds |= holds(signature, key);
        }
        if (!holds) {
            broken("it was not made over this alert with a key that is configured");
        }
    }

    private static boolean holds(Element signature, PublicKey key) {
        var factory = XMLSignatureFactory.getInstance("DOM");
        var context = new DOMValidateContext(key, signature);
        context.setProperty(SECURE, true);
        URIDereferencer whole = factory.getURIDereferencer();
        context.setURIDereferencer((reference, within) -> {
            if (!"".equals(reference.getURI())) {
                throw new URIReferenceException("nothing is fetched");
            }
            return whole.dereference(reference, within);
        });
        try {
            return factory.unmarshalXMLSignature(context).validate(context);
        } catch (MarshalException | XMLSignatureException otherKeyOrForm) {
            return false;
        }
    }

    private void broken(String detail) {
        faults.refuse("", Code.CAP_24, detail);
    }

    private static void collect(Node parent, List<Element> alerts, List<Element> signatures) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                String namespace = Objects.requireNonNullElse(element.getNamespaceURI(), "");
                if (ALERTS.contains(namespace) && element.getLocalName().equals("alert")) {
                    alerts.add(element);
                } else if (CapNames.SIGNATURE_NAMESPACE.equals(namespace)
                        && element.getLocalName().equals("Signature")) {
                    signatures.add(element);
                }
                collect(element, alerts, signatures);
            }
        }
    }

    private static Element signatureOf(Element alert) {
        return (Element) alert.getElementsByTagNameNS(CapNames.SIGNATURE_NAMESPACE, "Signature")
                .item(0);
    }

    /** An alert that was cut out of an envelope keeps the prefix that the envelope declared for it. */
    private static void declare(Element alert) {
        String name = alert.getPrefix() == null ? "xmlns" : "xmlns:" + alert.getPrefix();
        if (!alert.hasAttribute(name)) {
            alert.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, name, alert.getNamespaceURI());
        }
    }
}
