package org.kivuko.hub.entry;

import java.time.Instant;
import org.kivuko.exchange.Caller;

/**
 * One thing by which somebody gets in. Immutable; holds no secret.
 *
 * @param caller who gets in
 * @param digest SHA-256 of the key or the certificate, in hex
 * @param from before which it does not count; {@link Instant#MIN} where it always did
 * @param until from which on it does not count; {@link Instant#MAX} where it has no end
 */
public record Credential(Kind kind, Caller caller, String digest, Instant from, Instant until) {
    /** What it is. */
    public enum Kind {
        /** A key that lies there itself. */
        KEY,
        /** A key of which only the hash lies there. */
        HASH,
        /** A certificate. */
        CERTIFICATE
    }

    /** Whether it opens a door at this moment. */
    public boolean countsAt(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }

    /** The same with an earlier end; one that ends before stays as it is. */
    public Credential until(Instant end) {
        return until.isBefore(end) ? this : new Credential(kind, caller, digest, from, end);
    }

    /** The name of its files: an agency's code, or {@code operator}. */
    public String name() {
        return caller instanceof Caller.OfAgency of ? of.agency().toString() : ((Caller.Operator) caller).login();
    }

    boolean isCertificate() {
        return kind == Kind.CERTIFICATE;
    }
}
