package org.kivuko.hub.tls;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Private keys as TLS takes them. Pure functions. */
final class PrivateKeys {
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");
    private static final List<String> KINDS = List.of("EC", "RSA", "EdDSA");
    private static final int LEAST_RSA_BITS = 2_048;
    private static final byte[] PROBE = {1, 2, 3};

    private PrivateKeys() {}

    /** Empty where it is of no kind that is known, or an RSA key that is too short. */
    static Optional<PrivateKey> read(byte[] pkcs8) {
        return KINDS.stream()
                .flatMap(kind -> read(pkcs8, kind).stream())
                .findFirst()
                .filter(key -> !(key instanceof RSAKey rsa) || rsa.getModulus().bitLength() >= LEAST_RSA_BITS);
    }

    private static Optional<PrivateKey> read(byte[] pkcs8, String kind) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (InvalidKeySpecException another) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform knows " + kind, e);
        }
    }

    /** Whether both belong together. */
    static boolean fit(PrivateKey own, PublicKey certified) {
        String algorithm = SIGNATURES.get(own.getAlgorithm());
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(own);
            signing.update(PROBE);
            byte[] signed = signing.sign();
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(certified);
            checking.update(PROBE);
            return checking.verify(signed);
        } catch (InvalidKeyException | SignatureException ofAnotherKind) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform knows " + algorithm, e);
        }
    }
}
