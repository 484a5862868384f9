package org.kivuko.hub.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/** EdDSA over Ed25519 by the Java platform; the library's own way needs another library. */
final class Ed25519 extends BaseJWSProvider implements JWSSigner, JWSVerifier {
    private static final String NAME = "Ed25519";
    // Everything that stands before the raw key in its standard encoding (RFC 8410, sections 4 and 7).
    private static final byte[] BEFORE_PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] BEFORE_PRIVATE = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private final OctetKeyPair key;

    Ed25519(OctetKeyPair key) {
        super(Set.of(JWSAlgorithm.EdDSA));
        this.key = key;
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
        try {
            var signature = Signature.getInstance(NAME);
            signature.initSign(KeyFactory.getInstance(NAME)
                    .generatePrivate(new PKCS8EncodedKeySpec(
                            joined(BEFORE_PRIVATE, key.getD().decode()))));
            signature.update(input);
            return Base64URL.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new JOSEException("the key cannot sign", e);
        }
    }

    @Override
    public boolean verify(JWSHeader header, byte[] input, Base64URL made) {
        try {
            var signature = Signature.getInstance(NAME);
            signature.initVerify(KeyFactory.getInstance(NAME)
                    .generatePublic(new X509EncodedKeySpec(
                            joined(BEFORE_PUBLIC, key.getX().decode()))));
            signature.update(input);
            return signature.verify(made.decode());
        } catch (GeneralSecurityException wrongForm) {
            return false;
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] whole = new byte[first.length + second.length];
        System.arraycopy(first, 0, whole, 0, first.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        return whole;
    }
}
