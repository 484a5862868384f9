package org.kivuko.hub.stick;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import org.kivuko.hub.signing.BadKey;
import org.kivuko.hub.signing.SigningKeys;

/**
 * The two keys of one end, as a JWK set (RFC 7517): Ed25519 to sign with, P-256 to close for.
 *
 * @param signing with its private part, or without
 * @param closing likewise
 */
public record StickKeys(JWK signing, ECKey closing) {
    /** New ones, with their private parts. */
    public static StickKeys generate() {
        return new StickKeys(
                SigningKeys.generate(SigningKeys.Kind.ED25519, false),
                SigningKeys.generate(SigningKeys.Kind.P256, false).toECKey());
    }

    /**
     * Reads them.
     *
     * @param secret whether the private parts have to be there; else they must not be
     */
    public static Optional<StickKeys> read(String json, boolean secret) {
        try {
            List<JWK> keys = JWKSet.parse(json).getKeys();
            if (keys.size() != 2) {
                return Optional.empty();
            }
            JWK signing = key(keys.get(0), secret);
            JWK closing = key(keys.get(1), secret);
            return signing instanceof ECKey || !(closing instanceof ECKey ec)
                    ? Optional.empty()
                    : Optional.of(new StickKeys(signing, ec));
        } catch (ParseException | BadKey none) {
            return Optional.empty();
        }
    }

    private static JWK key(JWK key, boolean secret) throws BadKey {
        return secret ? SigningKeys.readPrivate(key.toJSONString()) : SigningKeys.readPublic(key.toJSONString());
    }

    /** As a JWK set, with the private parts or without. */
    public String text(boolean secret) {
        return new JWKSet(List.of(signing, closing)).toString(!secret) + "\n";
    }

    /** Nothing of them. */
    @Override
    public String toString() {
        return "StickKeys[]";
    }
}
