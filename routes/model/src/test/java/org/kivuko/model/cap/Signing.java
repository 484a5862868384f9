package org.kivuko.model.cap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;

/**
 * Signs documents as a producer would, with the tools of the JDK.
 *
 * @param reference what it says that it signs
 * @param transforms after the enveloped one, by their names
 */
record Signing(
        KeyPair keys, String canonical, String method, String digest, String reference, List<String> transforms) {
    static final String INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    static final String RSA = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    static final String ECDSA = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";

    static Signing with(KeyPair keys) {
        String method = keys.getPrivate().getAlgorithm().equals("EC") ? ECDSA : RSA;
        return new Signing(keys, EXCLUSIVE, method, DigestMethod.SHA256, "", List.of());
    }

    Signing canonical(String other) {
        return new Signing(keys, other, method, digest, reference, transforms);
    }

    Signing method(String other) {
        return new Signing(keys, canonical, other, digest, reference, transforms);
    }

    Signing digest(String other) {
        return new Signing(keys, canonical, method, other, reference, transforms);
    }

    Signing reference(String other) {
        return new Signing(keys, canonical, method, digest, other, transforms);
    }

    Signing then(String transform) {
        return new Signing(keys, canonical, method, digest, reference, List.of(transform));
    }

    String sign(String xml) {
        try {
            var documents = DocumentBuilderFactory.newInstance();
            documents.setNamespaceAware(true);
            Document document = documents
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
            var factory = XMLSignatureFactory.getInstance("DOM");
            var steps = Stream.concat(Stream.of(Transform.ENVELOPED), transforms.stream())
                    .map(step -> transform(factory, step))
                    .toList();
            Reference over = factory.newReference(reference, factory.newDigestMethod(digest, null), steps, null, null);
            var info = factory.newSignedInfo(
                    factory.newCanonicalizationMethod(canonical, (C14NMethodParameterSpec) null),
                    factory.newSignatureMethod(method, null),
                    List.of(over));
            var context = new DOMSignContext(keys.getPrivate(), document.getDocumentElement());
            context.setProperty("org.jcp.xml.dsig.secureValidation", false);
            if (document.getDocumentElement().hasAttribute("Id")) {
                context.setIdAttributeNS(document.getDocumentElement(), null, "Id");
            }
            var keyInfo = factory.getKeyInfoFactory();
            var value = keyInfo.newKeyInfo(List.of(keyInfo.newKeyValue(keys.getPublic())));
            factory.newXMLSignature(info, value).sign(context);
            var written = new ByteArrayOutputStream();
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(written));
            return written.toString(StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Transform transform(XMLSignatureFactory factory, String step) {
        try {
            return factory.newTransform(step, (TransformParameterSpec) null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
