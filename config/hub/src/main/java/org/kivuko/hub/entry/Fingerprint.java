package org.kivuko.hub.entry;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.kivuko.model.Sha256;

/** SHA-256 in hex. Pure functions. */
public final class Fingerprint {
    private Fingerprint() {}

    /**
     * Of a key. Keys are 256 random bits: nobody goes through them, so that a slow hash or a salt would protect nothing more and
     * make every call dearer.
     */
    public static String of(String key) {
        return Sha256.hex(key.getBytes(StandardCharsets.UTF_8));
    }

    /** Of a certificate as it is sent. */
    public static String of(X509Certificate certificate) {
        try {
            return Sha256.hex(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate that was read can be written", e);
        }
    }
}
