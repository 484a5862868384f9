package org.kivuko.acceptance;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;

/** Somebody who issues tokens to agencies of the small configuration, rightly and wrongly. */
record AgencyTokens(ECKey key) {
    /** What a hub is told about it. */
    static final String SETTINGS =
            """
            tokens:
              - issuer: "https://login.example"
                audience: kivuko
                jwksFile: deploy/jwks.json
                agencyClaim: agency
                grants:
                  - {value: token-KEN.DIS, agency: KEN.DIS}
                  - {value: token-UGA.URA, agency: UGA.URA}
                  - {value: token-UGA.DCIC, agency: UGA.DCIC}
            """;

    private static final int MINUTES = 600;

    static AgencyTokens make() {
        try {
            return new AgencyTokens(new ECKeyGenerator(Curve.P_256).keyID("k").generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String published() {
        return new JWKSet(key).toString(true);
    }

    String good(String agency) {
        return between(agency, -1, MINUTES);
    }

    String between(String agency, int from, int until) {
        return signed(JWSAlgorithm.ES256, claims(agency, from, until).build());
    }

    String forAudience(String agency, String audience) {
        return signed(
                JWSAlgorithm.ES256,
                claims(agency, -1, MINUTES).audience(audience).build());
    }

    String byIssuer(String agency, String issuer) {
        return signed(
                JWSAlgorithm.ES256, claims(agency, -1, MINUTES).issuer(issuer).build());
    }

    String unsigned(String agency) {
        return new PlainJWT(claims(agency, -1, MINUTES).build()).serialize();
    }

    String underThePublicKey(String agency) {
        return signed(JWSAlgorithm.HS256, claims(agency, -1, MINUTES).build());
    }

    private String signed(JWSAlgorithm algorithm, JWTClaimsSet claims) {
        try {
            JWSSigner signer = algorithm.equals(JWSAlgorithm.HS256)
                    ? new MACSigner(key.toPublicKey().getEncoded())
                    : new ECDSASigner(key);
            var token =
                    new SignedJWT(new JWSHeader.Builder(algorithm).keyID("k").build(), claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWTClaimsSet.Builder claims(String agency, int from, int until) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer("https://login.example")
                .audience("kivuko")
                .subject("machine")
                .notBeforeTime(Date.from(now.plusSeconds(from)))
                .expirationTime(Date.from(now.plusSeconds(until)))
                .claim("agency", "token-" + agency);
    }
}
