package org.kivuko.connector.http.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.AgencyId;

/** The tokens of one issuer. Thread-safe. */
final class IssuedTokens {
    /** A token cannot be called back: it must come to its end by itself. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);

    private final TokenIssuer issuer;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    IssuedTokens(TokenIssuer issuer, ResourceRetriever web, InstantSource clock) {
        this.issuer = issuer;
        JWKSource<SecurityContext> keys = issuer.file()
                .map(IssuedTokens::inFile)
                .orElseGet(() -> at(issuer.address().orElseThrow(), web));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(Signatures.ALGORITHMS, keys));
        processor.setJWTClaimsSetVerifier(new AtThisMoment(issuer, clock));
    }

    /** Whom it lets in; empty where the issuer does not speak for whom it names, or names two. */
    Optional<AgencyId> agency(SignedJWT token) throws BadJOSEException, JOSEException {
        JWTClaimsSet claims = processor.process(token, null);
        List<AgencyId> named = Claims.values(claims.getClaims(), issuer.agencyClaim()).stream()
                .filter(issuer.agencies()::containsKey)
                .map(issuer.agencies()::get)
                .distinct()
                .toList();
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    private static JWKSource<SecurityContext> inFile(Path file) {
        return (selector, context) -> {
            try {
                return selector.select(JWKSet.load(file.toFile()));
            } catch (IOException | ParseException e) {
                throw new KeySourceException("a file of keys cannot be read", e);
            }
        };
    }

    private static JWKSource<SecurityContext> at(URI address, ResourceRetriever web) {
        try {
            return Signatures.keys(address, web);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("no address of the web", e);
        }
    }

    /** Issuer, audience, beginning and end, by the hub's clock. */
    private static final class AtThisMoment extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final InstantSource clock;

        private AtThisMoment(TokenIssuer issuer, InstantSource clock) {
            super(
                    Set.of(issuer.audience()),
                    new JWTClaimsSet.Builder().issuer(issuer.issuer()).build(),
                    Set.of("exp", "sub"),
                    // What a browser is given about a person who signs in is no token for an agency.
                    Set.of("nonce"));
            setMaxClockSkew(Signatures.SKEW_SECONDS);
            this.clock = clock;
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }

        @Override
        public void verify(JWTClaimsSet claims, SecurityContext context) throws BadJWTException {
            super.verify(claims, context);
            Instant latest = clock.instant().plusSeconds(Signatures.SKEW_SECONDS);
            if (claims.getIssueTime() != null
                    && claims.getIssueTime().toInstant().isAfter(latest)) {
                throw new BadJWTException("issued in the future");
            }
            if (claims.getExpirationTime().toInstant().isAfter(latest.plus(LONGEST_LIFE))) {
                throw new BadJWTException("ends later than in a day");
            }
        }
    }
}
