package org.kivuko.connector.http.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.model.AgencyId;

/** A token opens a door when its issuer has signed it for this hub, for an agency of its own, and for this moment; else none does. */
class BearerTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final Optional<AgencyId> DIS = Optional.of(AgencyId.of("KEN.DIS"));
    private static final String ISSUER = "https://login.example/ken";

    private static RSAKey rsa;
    private static ECKey ec;
    private static ECKey strange;

    @TempDir
    private Path folder;

    private Instant now = NOW;
    private BearerTokens tokens;

    @BeforeAll
    static void makeKeys() throws JOSEException {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        strange = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    }

    @BeforeEach
    void open() throws IOException {
        publish(rsa, ec);
        var issuer = new TokenIssuer(
                ISSUER,
                "kivuko",
                Optional.of(folder.resolve("jwks.json")),
                Optional.empty(),
                "realm.groups",
                Map.of("ken-immigration", AgencyId.of("KEN.DIS"), "ken-customs", AgencyId.of("KEN.KRA")));
        tokens = new BearerTokens(List.of(issuer), () -> now);
    }

    private void publish(JWK... keys) throws IOException {
        Files.writeString(folder.resolve("jwks.json"), new JWKSet(List.of(keys)).toString(true));
    }

    private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("kivuko")
                .subject("machine-7")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(600)))
                .claim("realm", Map.of("groups", List.of("ken-immigration", "staff")));
        change.accept(claims);
        return claims.build();
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static String byEc(Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build(), new ECDSASigner(ec), claims(change));
    }

    private static String good() throws JOSEException {
        return byEc(claims -> {});
    }

    @Test
    void aTokenOfEitherKindOfKeyLetsItsAgencyIn() throws JOSEException {
        assertThat(tokens.agency(good())).isEqualTo(DIS);
        String access = signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("rsa")
                        .type(new JOSEObjectType("at+jwt"))
                        .build(),
                new RSASSASigner(rsa),
                claims(claims -> {}));
        assertThat(tokens.agency(access)).isEqualTo(DIS);
    }

    @Test
    void audienceAndIssuerMustBeTheOnesAgreed() throws JOSEException {
        assertThat(tokens.agency(byEc(claims -> claims.audience("another")))).isEmpty();
        assertThat(tokens.agency(byEc(claims -> claims.audience((String) null))))
                .isEmpty();
        assertThat(tokens.agency(byEc(claims -> claims.issuer(ISSUER + "/")))).isEmpty();
        assertThat(tokens.agency(byEc(claims -> claims.issuer(null)))).isEmpty();
    }

    @Test
    void itsTimeIsKeptByTheHubsClock() throws JOSEException {
        String token = byEc(claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(100))));
        assertThat(tokens.agency(token)).as("not yet").isEmpty();
        now = NOW.plusSeconds(100);
        assertThat(tokens.agency(token)).isEqualTo(DIS);
        now = NOW.plusSeconds(700);
        assertThat(tokens.agency(token)).as("no longer").isEmpty();
    }

    @Test
    void whatHasNoEndOrOneFarAwayOrWasMadeInTheFutureIsRefused() throws JOSEException {
        assertThat(tokens.agency(byEc(claims -> claims.expirationTime(null)))).isEmpty();
        assertThat(tokens.agency(byEc(claims -> claims.expirationTime(Date.from(NOW.plus(Duration.ofDays(2)))))))
                .isEmpty();
        assertThat(tokens.agency(byEc(claims -> claims.issueTime(Date.from(NOW.plusSeconds(120))))))
                .isEmpty();
        assertThat(tokens.agency(byEc(claims -> claims.subject(null)))).isEmpty();
        assertThat(tokens.agency(byEc(claims -> claims.claim("nonce", "of-a-person"))))
                .isEmpty();
    }

    @Test
    void noSignatureIsNoSignature() throws JOSEException {
        assertThat(tokens.agency(new PlainJWT(claims(claims -> {})).serialize()))
                .isEmpty();
        String good = good();
        assertThat(tokens.agency(good.substring(0, good.lastIndexOf('.') + 1))).isEmpty();
        assertThat(tokens.agency(good.substring(0, good.length() - 4) + "AAAA")).isEmpty();
    }

    @Test
    void thePublicKeyIsNobodysSecret() throws JOSEException, IOException {
        // Given the secret that everybody can read, in the two ways in which it is usually tried
        byte[] pem = ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(rsa.toPublicKey().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
        for (byte[] secret : List.of(pem, rsa.toPublicKey().getEncoded())) {
            String token = signed(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(),
                    new MACSigner(secret),
                    claims(claims -> {}));
            assertThat(tokens.agency(token)).isEmpty();
        }

        // Nor is a secret taken that stands among the keys
        var shared = new OctetSequenceKey.Builder(new byte[32]).keyID("shared").build();
        Files.writeString(folder.resolve("jwks.json"), new JWKSet(List.of(shared)).toString(false));
        String token = signed(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("shared").build(),
                new MACSigner(new byte[32]),
                claims(claims -> {}));
        assertThat(tokens.agency(token)).isEmpty();
    }

    @Test
    void aKeyThatComesAlongIsNotBelieved() throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").jwk(strange.toPublicJWK());
        assertThat(tokens.agency(signed(header.build(), new ECDSASigner(strange), claims(claims -> {}))))
                .isEmpty();
    }

    @Test
    void keysOfTheIssuerChangeWithTheFileAtOnce() throws JOSEException, IOException {
        String token = good();
        publish(rsa);
        assertThat(tokens.agency(token)).isEmpty();
        publish(rsa, ec);
        assertThat(tokens.agency(token)).isEqualTo(DIS);
        Files.delete(folder.resolve("jwks.json"));
        assertThat(tokens.agency(token)).as("closed on doubt").isEmpty();
    }

    @Test
    void anIssuerSpeaksForItsOwnAgenciesAndForOneAtATime() throws JOSEException {
        assertThat(tokens.agency(byEc(claims -> claims.claim("realm", Map.of("groups", "ken-customs")))))
                .contains(AgencyId.of("KEN.KRA"));
        assertThat(tokens.agency(byEc(claims -> claims.claim("realm", Map.of("groups", List.of("UGA.DCIC"))))))
                .isEmpty();
        assertThat(tokens.agency(byEc(claims -> claims.claim("realm", Map.of("groups", List.of("KEN.DIS"))))))
                .isEmpty();
        var both = List.of("ken-immigration", "ken-customs");
        assertThat(tokens.agency(byEc(claims -> claims.claim("realm", Map.of("groups", both)))))
                .isEmpty();
        assertThat(tokens.agency(byEc(claims -> claims.claim("realm", null)))).isEmpty();
    }

    @Test
    void whatIsNoTokenIsNotLookedAt() {
        for (String text : List.of("", "..", "a.b", "a.b.c", "a.b.c.d", "é.b.c", "x".repeat(9_000) + ".b.c")) {
            assertThat(tokens.agency(text)).as(text).isEmpty();
        }
    }
}
