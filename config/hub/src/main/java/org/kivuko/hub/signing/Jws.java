package org.kivuko.hub.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/** JWS (RFC 7515) in its compact form, signed with EdDSA or ES256 and nothing else. */
final class Jws {
    private Jws() {}

    static String sign(String type, Map<String, Object> header, byte[] payload, JWK key, boolean detached) {
        var builder = new JWSHeader.Builder(algorithm(key))
                .type(new JOSEObjectType(type))
                .keyID(SigningKey.thumbprint(key));
        header.forEach(builder::customParam);
        var jws = new JWSObject(builder.build(), new Payload(payload));
        try {
            jws.sign(signer(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a key that was read can sign", e);
        }
        return jws.serialize(detached);
    }

    /** Parsed and of this type; empty where it is not, or demands what nobody here knows. */
    static Optional<JWSObject> parse(String type, String compact, Optional<byte[]> detached) {
        try {
            var jws = detached.isPresent()
                    ? JWSObject.parse(compact.strip(), new Payload(detached.get()))
                    : JWSObject.parse(compact.strip());
            var header = jws.getHeader();
            return Optional.of(jws)
                    .filter(it -> header.getType() != null
                            && type.equals(header.getType().toString()))
                    .filter(it -> header.getCriticalParams() == null);
        } catch (ParseException | RuntimeException unreadable) {
            // The library meets headers that lack what they need with whatever exception comes of it.
            return Optional.empty();
        }
    }

    /** Whether the key signed it. The key decides the algorithm, whatever the header says. */
    static boolean verifies(JWSObject jws, JWK key) {
        try {
            return jws.getHeader().getAlgorithm().equals(algorithm(key)) && jws.verify(verifier(key));
        } catch (JOSEException | IllegalStateException wrongForm) {
            return false;
        }
    }

    private static JWSAlgorithm algorithm(JWK key) {
        return key instanceof ECKey ? JWSAlgorithm.ES256 : JWSAlgorithm.EdDSA;
    }

    private static JWSSigner signer(JWK key) throws JOSEException {
        return key instanceof ECKey ec ? new ECDSASigner(ec) : new Ed25519((OctetKeyPair) key);
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return key instanceof ECKey ec ? new ECDSAVerifier(ec) : new Ed25519((OctetKeyPair) key);
    }
}
