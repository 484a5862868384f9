package org.kivuko.connector.http.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Set;

/** How tokens of others are signed, and where their keys are. */
final class Signatures {
    static final int MILLIS = 5_000;
    /** By how much the clocks of who signs and who reads may differ. */
    static final int SKEW_SECONDS = 60;

    private static final int LONGEST = 256 * 1024;

    /** Signatures that only the issuer can make: neither none nor those under a secret that others have, too. */
    static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private Signatures() {}

    /** Asks the web, within bounds of time and size, and only where the configuration says: it goes nowhere that an answer sends it. */
    static ResourceRetriever web() {
        return new DefaultResourceRetriever(MILLIS, MILLIS, LONGEST) {
            @Override
            protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
                HttpURLConnection connection = super.openHTTPConnection(url);
                connection.setInstanceFollowRedirects(false);
                return connection;
            }
        };
    }

    /** The keys at an address: kept for some minutes, asked for again where a token names one that is not known. */
    static JWKSource<SecurityContext> keys(URI address, ResourceRetriever web) throws MalformedURLException {
        return JWKSourceBuilder.<SecurityContext>create(address.toURL(), web)
                .refreshAheadCache(false)
                .build();
    }
}
