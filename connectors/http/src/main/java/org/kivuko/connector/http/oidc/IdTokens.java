package org.kivuko.connector.http.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.util.Optional;
import org.kivuko.operations.people.Provider.ProviderUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Believes tokens, or not: signature by the provider's published keys, issuer, audience, authorized party, times and nonce. Pure
 * but for the keys, which are fetched where they are not known.
 */
final class IdTokens {
    private static final Logger LOG = LoggerFactory.getLogger(IdTokens.class);

    private IdTokens() {}

    /** The library asks for this hub among the audience, and not for more (OpenID Connect Core 3.1.3.7, 4 and 5). */
    private static boolean isMeantFor(ClientID client, IDTokenClaimsSet claims) {
        return claims.getAuthorizedParty() == null
                ? claims.getAudience().size() == 1
                : claims.getAuthorizedParty().getValue().equals(client.getValue());
    }

    /** What the token says; empty where it is not to be believed, of which the log says why. */
    static Optional<IDTokenClaimsSet> believed(JWT token, Nonce nonce, ClientID client, Discovery.Known provider)
            throws ProviderUnavailable {
        var validator = new IDTokenValidator(
                provider.metadata().getIssuer(),
                client,
                new JWSVerificationKeySelector<>(Signatures.ALGORITHMS, provider.keys()),
                null);
        validator.setMaxClockSkew(Signatures.SKEW_SECONDS);
        try {
            IDTokenClaimsSet claims = validator.validate(token, nonce);
            if (!isMeantFor(client, claims)) {
                LOG.warn("a token is not believed: this hub is not its authorized party");
                return Optional.empty();
            }
            return Optional.of(claims);
        } catch (KeySourceException e) {
            throw new ProviderUnavailable("its keys cannot be fetched", e);
        } catch (BadJOSEException | JOSEException e) {
            // The library's own words, which name claims and not their values, but for issuer and audience.
            LOG.warn("a token is not believed: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
