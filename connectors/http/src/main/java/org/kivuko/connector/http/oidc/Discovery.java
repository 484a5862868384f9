package org.kivuko.connector.http.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kivuko.operations.people.Provider.ProviderUnavailable;

/**
 * What a provider says of itself, and its keys. Asked again after an hour; keys also where a token names one that is not known.
 * Thread-safe.
 */
final class Discovery {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Issuer issuer;
    private final InstantSource clock;
    private final ResourceRetriever web = Signatures.web();
    private Known known;
    private Instant asked = Instant.MIN;

    /** What is known. */
    record Known(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys) {}

    Discovery(URI issuer, InstantSource clock) {
        this.issuer = new Issuer(issuer);
        this.clock = clock;
    }

    /** Asks where nothing is known, or not lately. */
    synchronized Known known() throws ProviderUnavailable {
        Instant now = clock.instant();
        if (known == null || now.isAfter(asked.plus(KEPT)) || now.isBefore(asked)) {
            known = ask();
            asked = now;
        }
        return known;
    }

    /** Without asking. */
    synchronized Optional<Known> lately() {
        return Optional.ofNullable(known);
    }

    private Known ask() throws ProviderUnavailable {
        try {
            var document = web.retrieveResource(OIDCProviderMetadata.resolveURL(issuer));
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(document.getContent());
            if (!metadata.getIssuer().equals(issuer)) {
                throw new ProviderUnavailable("its discovery document is another issuer's", null);
            }
            requireProtected(metadata);
            return new Known(metadata, Signatures.keys(metadata.getJWKSetURI(), web));
        } catch (IOException e) {
            throw new ProviderUnavailable("its discovery document cannot be fetched", e);
        } catch (GeneralException e) {
            throw new ProviderUnavailable("its discovery document cannot be understood", e);
        }
    }

    /** Whatever the document says: codes, secrets and keys go no open way. */
    private static void requireProtected(OIDCProviderMetadata metadata) throws ProviderUnavailable {
        boolean all = Stream.of(
                        metadata.getAuthorizationEndpointURI(), metadata.getTokenEndpointURI(), metadata.getJWKSetURI())
                .allMatch(uri -> uri != null && isProtected(uri));
        if (!all) {
            throw new ProviderUnavailable("its discovery document names no https addresses", null);
        }
    }

    static boolean isProtected(URI uri) {
        return "https".equals(uri.getScheme())
                || ("http".equals(uri.getScheme()) && OWN_MACHINE.contains(String.valueOf(uri.getHost())));
    }
}
