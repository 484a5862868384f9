package org.kivuko.hub.signing;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/**
 * How what travels on a stick is signed (JWS, EdDSA) and closed (JWE, ECDH-ES over P-256 with A256GCM, RFC 7516 and 7518). One
 * algorithm each, whatever a header says. Pure functions.
 */
public final class StickSeal {
    private static final String TYPE = "kivuko-bundle";

    private StickSeal() {}

    /** What came of opening. */
    public sealed interface Opening {}

    /** It is as it was closed; who closed it is not said by that. */
    public record Open(byte[] content) implements Opening {}

    /** It cannot be opened with this key, which is not the one that it was closed for. */
    public record Foreign() implements Opening {}

    /** It is nothing that was closed, or it was changed or cut off since. */
    public record Broken() implements Opening {}

    /** A signed text in JWS's compact form. */
    public static String sign(byte[] text, JWK key) {
        return Jws.sign(TYPE, Map.of(), text, key, false);
    }

    /** What a signed text says, whoever signed it; empty where it is none. */
    public static Optional<byte[]> unverified(String jws) {
        return Jws.parse(TYPE, jws, Optional.empty()).map(JWSObject::getPayload).map(Payload::toBytes);
    }

    /** Whether this key signed it. */
    public static boolean verifies(String jws, JWK key) {
        return Jws.parse(TYPE, jws, Optional.empty())
                .filter(it -> Jws.verifies(it, key))
                .isPresent();
    }

    /** Closes content for the holder of a key alone. */
    public static byte[] close(byte[] content, ECKey to) {
        var header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                .type(new JOSEObjectType(TYPE))
                .keyID(SigningKey.thumbprint(to))
                .build();
        var jwe = new JWEObject(header, new Payload(content));
        try {
            jwe.encrypt(new ECDHEncrypter(to.toPublicJWK()));
        } catch (JOSEException e) {
            throw new IllegalStateException("content can be closed for a key that was read", e);
        }
        return jwe.serialize().getBytes(StandardCharsets.US_ASCII);
    }

    /** Opens it. */
    public static Opening open(byte[] closed, ECKey mine) {
        try {
            var jwe = JWEObject.parse(new String(closed, StandardCharsets.ISO_8859_1).strip());
            JWEHeader header = jwe.getHeader();
            if (!isOurs(header)) {
                return new Broken();
            }
            if (!SigningKey.thumbprint(mine).equals(header.getKeyID())) {
                return new Foreign();
            }
            jwe.decrypt(new ECDHDecrypter(mine));
            return new Open(jwe.getPayload().toBytes());
        } catch (ParseException | JOSEException | RuntimeException notSo) {
            // The library meets headers that lack what they need with whatever exception comes of it.
            return new Broken();
        }
    }

    private static boolean isOurs(JWEHeader header) {
        return JWEAlgorithm.ECDH_ES.equals(header.getAlgorithm())
                && EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
                && new JOSEObjectType(TYPE).equals(header.getType())
                && header.getCompressionAlgorithm() == null
                && header.getCriticalParams() == null;
    }
}
