package org.kivuko.hub.configuration;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;
import org.kivuko.model.cap.CapTrust;

/**
 * Reads whose signatures on CAP documents of an agency hold: {@code capCertificates}, each a certificate as PEM, and
 * {@code capSignatures}. A certificate is believed because it stands here and for no other reason: no authority is asked, and it
 * holds until it is taken out.
 */
final class CapTrustReader {
    private static final List<String> SIGNATURES = List.of("accepted", "required");
    private static final int LEAST_RSA_BITS = 2048;
    private static final int LEAST_EC_BITS = 256;

    private CapTrustReader() {}

    static CapTrust read(Value.Keys agency) {
        var keys = agency.list("capCertificates", CapTrustReader::key);
        boolean required = agency.get("capSignatures", place -> place.oneOf(SIGNATURES, "word"))
                .filter("required"::equals)
                .isPresent();
        if (required && keys.isEmpty()) {
            agency.wrong(
                    "capSignatures",
                    "signatures are required, and no certificate is here to hold them against",
                    "add the agency's certificate to 'capCertificates', or leave this line out");
        }
        return new CapTrust(keys, required);
    }

    private static Optional<PublicKey> key(Value place) {
        return place.text().flatMap(pem -> {
            Optional<PublicKey> key = publicKey(pem);
            if (key.isEmpty()) {
                place.wrong(
                        "this is no certificate with a key that is strong enough",
                        "write the certificate as PEM, of RSA with 2048 bits or more or of an elliptic curve with 256 or more");
            }
            return key;
        });
    }

    private static Optional<PublicKey> publicKey(String pem) {
        try {
            PublicKey key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .getPublicKey();
            boolean strong = key instanceof RSAPublicKey rsa
                    ? rsa.getModulus().bitLength() >= LEAST_RSA_BITS
                    : key instanceof ECPublicKey ec
                            && ec.getParams().getCurve().getField().getFieldSize() >= LEAST_EC_BITS;
            return strong ? Optional.of(key) : Optional.empty();
        } catch (CertificateException notOne) {
            return Optional.empty();
        }
    }
}
