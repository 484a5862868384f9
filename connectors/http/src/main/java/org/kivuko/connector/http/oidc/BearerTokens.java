package org.kivuko.connector.http.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kivuko.model.AgencyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bearer tokens of agencies (JWT, RFC 7519 and 9068). Believed is what its issuer has signed for this hub, for an agency of which it may
 * speak, and for this moment; everything else lets nobody in. Nothing is kept of a token. Thread-safe.
 */
public final class BearerTokens {
    private static final Logger LOG = LoggerFactory.getLogger(BearerTokens.class);
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");
    /** What a door takes in a header at most. */
    private static final int LONGEST = 8 * 1024;

    private final Map<String, IssuedTokens> issuers = new HashMap<>();

    /**
     * Tokens of these issuers.
     *
     * @param clock by which they begin and end
     */
    public BearerTokens(List<TokenIssuer> issuers, InstantSource clock) {
        ResourceRetriever web = Signatures.web();
        issuers.forEach(issuer -> this.issuers.put(issuer.issuer(), new IssuedTokens(issuer, web, clock)));
    }

    /** Whether a text has the form of a token, whatever it says. */
    public static boolean isToken(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    /** The agency that a token lets in at this moment. */
    public Optional<AgencyId> agency(String text) {
        return isToken(text) ? believed(text) : Optional.empty();
    }

    private Optional<AgencyId> believed(String text) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            JWTClaimsSet said = token.getJWTClaimsSet();
            IssuedTokens issued = said == null || said.getIssuer() == null ? null : issuers.get(said.getIssuer());
            return issued == null ? Optional.empty() : issued.agency(token);
        } catch (ParseException noToken) {
            return Optional.empty();
        } catch (KeySourceException away) {
            LOG.warn("the keys of an issuer of tokens cannot be read; its tokens let nobody in");
            return Optional.empty();
        } catch (BadJOSEException | JOSEException refused) {
            // The library's own words, which name claims and not what stands in them, but for the audience.
            LOG.debug("a token is not believed: {}", refused.getMessage());
            return Optional.empty();
        }
    }
}
