package org.kivuko.hub.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.kivuko.model.cap.CapNames;
import org.kivuko.model.cap.CapWriter;

/** Alerts as CAP with a signature of the right form that nobody made over them. Pure functions. */
final class BrokenSignature {
    private static final String END = "</alert>";
    private static final int DIGEST_BYTES = 32;
    private static final int SIGNATURE_BYTES = 256;
    private static final String SIGNATURE =
            """
            <Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>\
            <CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>\
            <SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>\
            <Reference URI=""><Transforms>\
            <Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/></Transforms>\
            <DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>\
            <DigestValue>%s</DigestValue></Reference></SignedInfo>\
            <SignatureValue>%s</SignatureValue></Signature>""";

    private BrokenSignature() {}

    /** @param alert as it would be posted as JSON */
    static Outgoing on(ObjectNode alert, Random random) {
        String xml = new String(CapWriter.write(alert), StandardCharsets.UTF_8);
        int end = xml.lastIndexOf(END);
        String signed = xml.substring(0, end)
                + SIGNATURE.formatted(some(random, DIGEST_BYTES), some(random, SIGNATURE_BYTES))
                + xml.substring(end);
        return new Outgoing(
                alert.get("id").asText(),
                signed.getBytes(StandardCharsets.UTF_8),
                CapNames.MEDIA_TYPE,
                Map.of(
                        "to", alert.get("to").asText(),
                        "purpose", alert.get("purpose").asText()));
    }

    private static String some(Random random, int bytes) {
        var value = new byte[bytes];
        random.nextBytes(value);
        return Base64.getEncoder().encodeToString(value);
    }
}
