package org.kivuko.model.cap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The one form of an XML signature that is looked at: enveloped in the alert, one reference to the whole document, algorithms of a
 * short list, nothing that has to be fetched, transformed or looked up. What has another form is broken, whatever it signs.
 */
final class SignedForm {
    private static final Set<String> CANONICALISATIONS = Set.of(
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
            "http://www.w3.org/2001/10/xml-exc-c14n#",
            "http://www.w3.org/2006/12/xml-c14n11");
    private static final Set<String> SIGNATURES = Set.of(
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512");
    private static final Set<String> DIGESTS = Set.of(
            "http://www.w3.org/2001/04/xmlenc#sha256",
            "http://www.w3.org/2001/04/xmldsig-more#sha384",
            "http://www.w3.org/2001/04/xmlenc#sha512");
    private static final String ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

    private SignedForm() {}

    /** Why it is of another form; empty where it is of this one. */
    static Optional<String> unfit(Element signature) {
        List<Element> parts = children(signature);
        boolean whole = parts.size() >= 2
                && is(parts.get(0), "SignedInfo")
                && is(parts.get(1), "SignatureValue")
                && (parts.size() == 2 || (parts.size() == 3 && is(parts.get(2), "KeyInfo")));
        if (!whole) {
            return Optional.of("expected SignedInfo, SignatureValue and at most KeyInfo");
        }
        List<Element> info = children(parts.get(0));
        if (info.size() != 3 || !is(info.get(2), "Reference")) {
            return Optional.of("expected exactly one Reference");
        }
        if (!uses(info.get(0), "CanonicalizationMethod", CANONICALISATIONS)
                || !uses(info.get(1), "SignatureMethod", SIGNATURES)) {
            return Optional.of("expected RSA or ECDSA with SHA-256 or better over canonical XML");
        }
        return unfitReference(info.get(2));
    }

    private static Optional<String> unfitReference(Element reference) {
        if (!reference.hasAttribute("URI") || !reference.getAttribute("URI").isEmpty()) {
            return Optional.of("expected a Reference to the whole document, with the empty URI");
        }
        List<Element> parts = children(reference);
        if (parts.size() != 3 || !is(parts.get(0), "Transforms") || !is(parts.get(2), "DigestValue")) {
            return Optional.of("expected Transforms, DigestMethod and DigestValue");
        }
        List<Element> transforms = children(parts.get(0));
        boolean plain = !transforms.isEmpty()
                && transforms.size() <= 2
                && uses(transforms.get(0), "Transform", Set.of(ENVELOPED))
                && (transforms.size() == 1 || uses(transforms.get(1), "Transform", CANONICALISATIONS));
        if (!plain) {
            return Optional.of("expected the enveloped transform, and at most a canonicalisation after it");
        }
        return uses(parts.get(1), "DigestMethod", DIGESTS)
                ? Optional.empty()
                : Optional.of("expected a digest by SHA-256 or better");
    }

    private static boolean uses(Element method, String name, Set<String> algorithms) {
        return is(method, name)
                && algorithms.contains(method.getAttribute("Algorithm"))
                && children(method).isEmpty();
    }

    private static boolean is(Element element, String name) {
        return CapNames.SIGNATURE_NAMESPACE.equals(element.getNamespaceURI())
                && element.getLocalName().equals(name);
    }

    private static List<Element> children(Element parent) {
        var children = new ArrayList<Element>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}
