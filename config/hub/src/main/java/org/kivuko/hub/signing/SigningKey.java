package org.kivuko.hub.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.kivuko.model.AgencyId;

/**
 * The public key of a competent authority, as its state has registered it.
 *
 * @param jwk Ed25519 or P-256, without its private part
 * @param from first UTC day on which what it signs counts
 * @param until first UTC day on which it does not any more
 */
public record SigningKey(AgencyId authority, JWK jwk, LocalDate from, Optional<LocalDate> until) {
    /** Whether a signature of this instant counts. */
    boolean countsAt(Instant at) {
        LocalDate day = at.atOffset(ZoneOffset.UTC).toLocalDate();
        return !day.isBefore(from) && until.map(day::isBefore).orElse(true);
    }

    /** Its thumbprint (RFC 7638). */
    public String id() {
        return thumbprint(jwk);
    }

    /** Whether it was made for a demonstration. */
    public boolean demonstration() {
        return SigningKeys.isDemonstration(jwk);
    }

    static String thumbprint(JWK jwk) {
        try {
            return jwk.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("a key that was read has a thumbprint", e);
        }
    }
}
