package org.kivuko.exchange;

import java.security.cert.X509Certificate;
import java.util.Optional;

/** By what agencies and operators get in: the same secrets and certificates open every door. Thread-safe. */
public interface Keys {
    /** Whose key this is; empty for an unknown or revoked one. Takes the same time for both. */
    Optional<Caller> caller(String key);

    /**
     * Whose certificate this is; empty where it stands at nobody, or does not count at this moment.
     *
     * @param certificate whose private key the caller has: the handshake has shown that
     */
    default Optional<Caller> certified(X509Certificate certificate) {
        return Optional.empty();
    }

    /** Whether an agency gets in by its certificate, without a key. */
    default boolean certificateIsEnough() {
        return false;
    }

    /**
     * Who shows all this. A certificate that is shown must be the caller's own, whatever key comes with it; operators always
     * need a key, too.
     */
    default Optional<Caller> who(Optional<String> key, Optional<X509Certificate> certificate) {
        Optional<Caller> byKey = key.flatMap(this::caller);
        if (certificate.isEmpty()) {
            return byKey;
        }
        Optional<Caller> byCertificate = certificate.flatMap(this::certified);
        return key.isPresent()
                ? byKey.filter(caller -> byCertificate.equals(Optional.of(caller)))
                : byCertificate.filter(caller -> certificateIsEnough() && caller instanceof Caller.OfAgency);
    }
}
