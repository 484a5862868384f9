package org.kivuko.hub.entry;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.exchange.Caller;

/** What a folder held, ready to be asked. Immutable. */
public final class Entries {
    private final Credentials held;
    private final Map<String, List<Credential>> keys;
    private final Map<String, List<Credential>> certificates;

    public Entries(Credentials held) {
        this.held = held;
        this.keys = held.keys();
        this.certificates = held.certificates();
    }

    /** What it held. */
    public Credentials held() {
        return held;
    }

    /** Whose key has this hash. */
    public Optional<Caller> key(String hash, Instant now) {
        return Credentials.sole(keys.getOrDefault(hash, List.of()), now);
    }

    /** Whose certificate has this fingerprint. */
    public Optional<Caller> certificate(String fingerprint, Instant now) {
        return Credentials.sole(certificates.getOrDefault(fingerprint, List.of()), now);
    }

    /** Who gets in at this moment, by digest. */
    public Map<String, Caller> countingAt(Instant now) {
        var counting = new HashMap<String, Caller>();
        Stream.of(keys, certificates)
                .forEach(group -> group.forEach((digest, same) ->
                        Credentials.sole(same, now).ifPresent(caller -> counting.put(digest, caller))));
        return Map.copyOf(counting);
    }
}
