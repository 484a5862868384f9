package org.kivuko.hub.signing;

import com.nimbusds.jose.JWSObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.kivuko.model.AgencyId;

/** The registered keys of all authorities. Immutable, thread-safe. */
public record KeyRing(List<SigningKey> keys) {
    public KeyRing(Collection<SigningKey> keys) {
        this(List.copyOf(keys));
    }

    public KeyRing {
        keys = List.copyOf(keys);
    }

    /** Whether any of them was made for a demonstration. */
    public boolean demonstration() {
        return keys.stream().anyMatch(SigningKey::demonstration);
    }

    /** Why a signature of an authority does not count; empty where it does. */
    Optional<String> fault(JWSObject jws, AgencyId authority, Instant at) {
        var own = keys.stream().filter(key -> key.authority().equals(authority)).toList();
        if (own.isEmpty()) {
            return Optional.of(authority + " has no registered key");
        }
        var named = own.stream()
                .filter(key -> key.id().equals(jws.getHeader().getKeyID()))
                .toList();
        if (named.isEmpty()) {
            return Optional.of("it was made with a key that " + authority + " has not registered");
        }
        if (named.stream().noneMatch(key -> key.countsAt(at))) {
            return Optional.of("the key of " + authority + " did not count at " + at);
        }
        return named.stream().anyMatch(key -> key.countsAt(at) && Jws.verifies(jws, key.jwk()))
                ? Optional.empty()
                : Optional.of("it does not fit what it signs");
    }
}
