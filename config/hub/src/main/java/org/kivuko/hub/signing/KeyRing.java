package org.kivuko.hub.signing;

import com.nimbusds.jose.JWSObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Sha256;

/**
 * The registered keys of all authorities. What was verified once is not verified again by the same ring: the same signatures
 * are looked at several times in a start, and each costs milliseconds before the machine is warm. Immutable to its callers,
 * equal where the keys are, thread-safe.
 */
public final class KeyRing {
    private final List<SigningKey> keys;

    /** Digests of what fits; nothing else is remembered, so that only holders of registered keys can make it grow. */
    private final Set<String> verified = ConcurrentHashMap.newKeySet();

    public KeyRing(Collection<SigningKey> keys) {
        this.keys = List.copyOf(keys);
    }

    public List<SigningKey> keys() {
        return keys;
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
        return named.stream().anyMatch(key -> key.countsAt(at) && fits(jws, key))
                ? Optional.empty()
                : Optional.of("it does not fit what it signs");
    }

    private boolean fits(JWSObject jws, SigningKey key) {
        String digest = digest(jws, key);
        if (verified.contains(digest)) {
            return true;
        }
        boolean fits = Jws.verifies(jws, key.jwk());
        if (fits) {
            verified.add(digest);
        }
        return fits;
    }

    /** Of everything that the verification looks at: the key, what is signed with its header, and the signature. */
    private static String digest(JWSObject jws, SigningKey key) {
        String signed = Sha256.hex(jws.getSigningInput());
        return Sha256.hex((key.id() + ' ' + signed + ' ' + jws.getSignature()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyRing ring && keys.equals(ring.keys);
    }

    @Override
    public int hashCode() {
        return keys.hashCode();
    }

    @Override
    public String toString() {
        return "KeyRing" + keys;
    }
}
