package org.kivuko.exchange.format;

import java.util.Map;
import java.util.Optional;

/**
 * What is stated beside a document, by name: the query of a call.
 *
 * @param stated may hold personal data, and is never shown
 */
public record Beside(Map<String, String> stated) {
    private static final Beside NOTHING = new Beside(Map.of());

    public Beside {
        stated = Map.copyOf(stated);
    }

    /** Nothing is stated: at all doors but HTTP. */
    public static Beside nothing() {
        return NOTHING;
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
