package org.kivuko.hub.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Arrays;

/** Makes and reads signing keys as JWK (RFC 7517): Ed25519 (RFC 8037) and P-256, no other. */
public final class SigningKeys {
    /**
     * Stands as {@code kid} in keys of a demonstration, and only there. It survives every tool that handles a JWK, which a
     * member of our own would not.
     */
    static final String DEMONSTRATION = "demonstration";

    private static final int ED25519_BYTES = 32;

    private SigningKeys() {}

    /** How a new key signs. */
    public enum Kind {
        ED25519,
        P256
    }

    /** A new key with its private part. */
    public static JWK generate(Kind kind, boolean demonstration) {
        String kid = demonstration ? DEMONSTRATION : null;
        try {
            return kind == Kind.P256
                    ? new ECKeyGenerator(Curve.P_256).keyID(kid).generate()
                    : ed25519(kid);
        } catch (JOSEException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform from 15 on can make this key", e);
        }
    }

    /** The raw key is the end of both standard encodings (RFC 8410). */
    private static JWK ed25519(String kid) throws NoSuchAlgorithmException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return new OctetKeyPair.Builder(Curve.Ed25519, end(pair.getPublic().getEncoded()))
                .d(end(pair.getPrivate().getEncoded()))
                .keyID(kid)
                .build();
    }

    private static Base64URL end(byte[] encoded) {
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length));
    }

    /** Reads a public key; one with its private part is refused, wherever it may come from. */
    public static JWK readPublic(String json) throws BadKey {
        JWK jwk = read(json);
        if (jwk.isPrivate()) {
            throw new BadKey("it holds the private part, which belongs to nobody but the authority");
        }
        return jwk;
    }

    /** Reads a key with its private part. */
    public static JWK readPrivate(String json) throws BadKey {
        JWK jwk = read(json);
        if (!jwk.isPrivate()) {
            throw new BadKey("it has no private part, so it cannot sign");
        }
        return jwk;
    }

    private static JWK read(String json) throws BadKey {
        JWK jwk;
        try {
            jwk = JWK.parse(json);
        } catch (ParseException e) {
            throw new BadKey("it is no JWK");
        }
        boolean known = (jwk instanceof OctetKeyPair pair && Curve.Ed25519.equals(pair.getCurve()))
                || (jwk instanceof ECKey key && Curve.P_256.equals(key.getCurve()));
        if (!known) {
            throw new BadKey("it is neither Ed25519 (kty OKP) nor P-256 (kty EC)");
        }
        return jwk;
    }

    /** Whether a key says of itself that it was made for a demonstration. */
    public static boolean isDemonstration(JWK jwk) {
        return DEMONSTRATION.equals(jwk.getKeyID());
    }
}
