package org.kivuko.analysis;

import java.util.List;

/** A sentence that must hold for every message, every recipient and every instant. */
public sealed interface Guarantee permits Lasting, Never {
    /** A short name in small letters, {@code permit-in-force}. */
    String id();

    /** The sentence. */
    String says();

    /** Those that hold under any agreements, because the engine and its protections keep them. */
    static List<Guarantee> lasting() {
        return List.of(Lasting.values());
    }
}
