package org.kivuko.exchange.format;

import java.util.Map;
import java.util.Optional;
import org.kivuko.model.cap.CapTrust;

/**
 * What is known beside a document.
 *
 * @param stated by its sender, by name: the query of a call; may hold personal data, and is never shown
 * @param trust whose signatures on it hold
 */
public record Beside(Map<String, String> stated, CapTrust trust) {
    private static final Beside NOTHING = new Beside(Map.of());

    /** Where nobody's signature is looked at. */
    public Beside(Map<String, String> stated) {
        this(stated, CapTrust.NONE);
    }

    public Beside {
        stated = Map.copyOf(stated);
    }

    /** Nothing is stated: at all doors but HTTP. */
    public static Beside nothing() {
        return NOTHING;
    }

    /** The same where these signatures hold. */
    public Beside trusting(CapTrust other) {
        return new Beside(stated, other);
    }

    /** What is stated under this name. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(stated.get(name));
    }

    /** Whether references of a public warning need not be known to the hub. */
    public boolean referencesUnverified() {
        return get(Cap.REFERENCES).equals(Optional.of(Cap.UNVERIFIED));
    }

    @Override
    public String toString() {
        return "Beside[" + stated.size() + "]";
    }
}
