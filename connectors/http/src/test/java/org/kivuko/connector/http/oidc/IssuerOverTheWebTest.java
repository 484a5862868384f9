package org.kivuko.connector.http.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kivuko.model.AgencyId;

/** Keys of an issuer that stand at an address: fetched, fetched again where another one signs, and nobody gets in where they cannot be. */
class IssuerOverTheWebTest {
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final AgencyId DIS = AgencyId.of("KEN.DIS");
    private static final String ISSUER = "https://login.example/ken";

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger followed = new AtomicInteger();
    private volatile String published = "";
    private HttpServer server;
    private ECKey first;
    private ECKey second;

    @BeforeEach
    void open() throws IOException, JOSEException {
        first = new ECKeyGenerator(Curve.P_256).keyID("first").generate();
        second = new ECKeyGenerator(Curve.P_256).keyID("second").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            asked.incrementAndGet();
            byte[] body = published.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", at("/elsewhere").toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            followed.incrementAndGet();
            byte[] body = published.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        publish(first);
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void publish(ECKey... keys) {
        published = new JWKSet(List.of(keys)).toString(true);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static BearerTokens at(URI keys) {
        var issuer = new TokenIssuer(
                ISSUER, "kivuko", Optional.empty(), Optional.of(keys), "agency", Map.of("immigration", DIS));
        return new BearerTokens(List.of(issuer), () -> NOW);
    }

    private static String signed(ECKey key) throws JOSEException {
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("kivuko")
                .subject("machine-7")
                .expirationTime(Date.from(NOW.plusSeconds(600)))
                .claim("agency", "immigration");
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims.build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    @Test
    void keysAreFetchedOnceForManyTokens() throws JOSEException {
        BearerTokens tokens = at(at("/keys"));
        assertThat(tokens.agency(signed(first))).contains(DIS);
        assertThat(tokens.agency(signed(first))).contains(DIS);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aKeyThatFollowsIsFetchedWhenItSigns_andTheFormerEndsWithIt() throws JOSEException {
        // Given
        BearerTokens tokens = at(at("/keys"));
        String former = signed(first);
        assertThat(tokens.agency(former)).contains(DIS);
        assertThat(tokens.agency(signed(second))).as("not published").isEmpty();

        // When
        tokens = at(at("/keys"));
        assertThat(tokens.agency(former)).contains(DIS);
        publish(second);

        // Then
        assertThat(tokens.agency(signed(second))).contains(DIS);
        assertThat(tokens.agency(former)).isEmpty();
    }

    @Test
    void whereTheIssuerCannotBeReachedNobodyGetsIn() throws JOSEException {
        server.stop(0);
        assertThat(at(at("/keys")).agency(signed(first))).isEmpty();
    }

    @Test
    void whatIsNoSetOfKeysLetsNobodyIn() throws JOSEException {
        published = "<html>maintenance</html>";
        assertThat(at(at("/keys")).agency(signed(first))).isEmpty();
        published = "x".repeat(300 * 1024);
        assertThat(at(at("/keys")).agency(signed(first))).isEmpty();
    }

    /** Whoever answers for the issuer's address would else name any other as its keys, and have the hub call it. Seen to fail so. */
    @Test
    void anotherAddressIsNotFollowed() throws JOSEException {
        assertThat(at(at("/moved")).agency(signed(first))).isEmpty();
        assertThat(followed).hasValue(0);
    }
}
