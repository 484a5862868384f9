package org.kivuko.hub.configuration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.kivuko.hub.signing.BadKey;
import org.kivuko.hub.signing.SigningKey;
import org.kivuko.hub.signing.SigningKeys;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageJson;

/** Reads the keys with which the competent authorities of a state sign: {@code signingKeys} of its file. */
final class KeyReader {
    private static final Shape KEY = Shape.needs("authority", "key", "from").may("until");
    private static final Shape JWK_MEMBERS = Shape.needs("kty", "crv", "x").may("y", "kid", "use", "alg");

    private KeyReader() {}

    /** @param agencies those of the state: nobody else signs for it */
    static List<SigningKey> read(Value.Keys state, Collection<AgencyId> agencies, String code) {
        return state.list("signingKeys", place -> key(place, agencies, code));
    }

    private static Optional<SigningKey> key(Value place, Collection<AgencyId> agencies, String code) {
        var keys = place.mapping(KEY);
        var authority = keys.get("authority", value -> value.oneOf(agencies, AgencyId::toString, "agency of " + code));
        var jwk = keys.get("key", KeyReader::jwk);
        var from = keys.get("from", Value::day);
        var until = keys.get("until", Value::day);
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            keys.wrong("until", "the key ends on " + until.get() + ", not after it begins", "'until' is the later day");
        }
        return authority.isPresent() && jwk.isPresent() && from.isPresent()
                ? Optional.of(new SigningKey(authority.get(), jwk.get(), from.get(), until))
                : Optional.empty();
    }

    private static Optional<JWK> jwk(Value place) {
        if (place.find("d").isPresent()) {
            place.wrong(
                    "a private key stands in the configuration",
                    "register the public part alone ('d' is the private one), and make a new key: this one is known now");
            return Optional.empty();
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        place.mapping(JWK_MEMBERS).values().forEach((name, member) -> member.text()
                .ifPresent(text -> json.put(name, text)));
        try {
            JWK jwk = SigningKeys.readPublic(new String(MessageJson.write(json), StandardCharsets.UTF_8));
            if (SigningKeys.isDemonstration(jwk)) {
                place.wrong(
                        "the key was made for a demonstration",
                        "make a real one with ./kivuko agreements keygen; a demonstration brings its own");
                return Optional.empty();
            }
            return Optional.of(jwk);
        } catch (BadKey e) {
            place.wrong(
                    "the key cannot be used: " + e.getMessage(),
                    "write what ./kivuko agreements keygen prints: {kty: OKP, crv: Ed25519, x: ...}");
            return Optional.empty();
        }
    }
}
