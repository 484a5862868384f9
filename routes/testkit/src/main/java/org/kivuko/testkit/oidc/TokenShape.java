package org.kivuko.testkit.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a token of the test's provider says and how it is signed.
 *
 * @param claims beside, or in place of, those that a right token has
 */
public record TokenShape(Map<String, Object> claims, Signed signed) {
    private static final int LIFE_SECONDS = 300;

    /** By whom. */
    public enum Signed {
        RIGHTLY,
        /** Under the name of the published key. */
        BY_ANOTHER_KEY,
        /** By the secret that the client has, too. */
        BY_THE_SECRET,
        NOT_AT_ALL
    }

    public TokenShape {
        claims = Map.copyOf(claims);
    }

    /** A right one about somebody. */
    public static TokenShape of(String subject, String name, List<String> groups) {
        return new TokenShape(Map.of("sub", subject, "preferred_username", name, "groups", groups), Signed.RIGHTLY);
    }

    /** The same with another claim. */
    public TokenShape with(String claim, Object value) {
        var more = new HashMap<>(claims);
        more.put(claim, value);
        return new TokenShape(more, signed);
    }

    /** The same signed in another way. */
    public TokenShape signed(Signed other) {
        return new TokenShape(claims, other);
    }

    String token(String issuer, String nonce, ECKey key) {
        var now = Instant.now();
        var all = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(TestProvider.CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(LIFE_SECONDS)))
                .claim("nonce", nonce);
        claims.forEach(all::claim);
        try {
            return serialized(all.build(), key);
        } catch (JOSEException e) {
            throw new IllegalStateException("the test's token cannot be signed", e);
        }
    }

    private String serialized(JWTClaimsSet all, ECKey key) throws JOSEException {
        return switch (signed) {
            case NOT_AT_ALL -> new PlainJWT(all).serialize();
            case BY_THE_SECRET -> {
                var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), all);
                jwt.sign(new MACSigner(TestProvider.SECRET.getBytes(StandardCharsets.UTF_8)));
                yield jwt.serialize();
            }
            case RIGHTLY, BY_ANOTHER_KEY -> {
                ECKey signing = signed == Signed.RIGHTLY ? key : new ECKeyGenerator(Curve.P_256).generate();
                var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(key.getKeyID())
                        .build();
                var jwt = new SignedJWT(header, all);
                jwt.sign(new ECDSASigner(signing));
                yield jwt.serialize();
            }
        };
    }
}
