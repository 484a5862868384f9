package org.kivuko.testkit.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An OpenID Connect provider on this machine that lets everybody in as the person that it is told, and does as badly as it is
 * told. It looks at client, code and PKCE as a real one does. Thread-safe.
 */
public final class TestProvider implements AutoCloseable {
    public static final String CLIENT = "kivuko";
    public static final String SECRET = "a secret of this client, long enough for HS256";

    private static final String JSON = "application/json";

    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile ECKey key = key("first");
    private volatile boolean down;
    private volatile TokenShape shape = TokenShape.of("sub-1", "amina", List.of("kivuko-operators"));

    private TestProvider(HttpServer server) {
        this.server = server;
    }

    /** Opens one at a free port. */
    public static TestProvider open() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var provider = new TestProvider(server);
            server.createContext("/", provider::answer);
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it calls itself. */
    public URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Who signs in from now on, and what the token is like. */
    public void answersWith(TokenShape other) {
        shape = other;
    }

    /** Signs with another key from now on, and publishes that alone. */
    public void rotate() {
        key = key(UUID.randomUUID().toString());
    }

    /** Answers everything with 503, or no longer. */
    public void down(boolean now) {
        down = now;
    }

    /** The paths that it was asked for, in their order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Where a browser is sent to that comes by this address: what a person does who signs in at once. */
    public URI signIn(URI authorize) {
        Map<String, String> query = form(authorize.getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(code, query);
        return URI.create(query.get("redirect_uri") + "?code=" + code + "&state=" + encoded(query.get("state"))
                + "&iss=" + encoded(issuer().toString()) + "&session_state=of-no-concern");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        if (down) {
            send(exchange, 503, "{}");
            return;
        }
        switch (path) {
            case "/.well-known/openid-configuration" -> send(exchange, 200, discovery());
            case "/keys" -> send(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
            case "/token" -> token(exchange);
            case "/authorize" ->
                redirect(exchange, signIn(exchange.getRequestURI()).toString());
            case "/end" ->
                redirect(exchange, form(exchange.getRequestURI().getRawQuery()).get("post_logout_redirect_uri"));
            default -> send(exchange, 404, "{}");
        }
    }

    private String discovery() {
        return """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/keys", "end_session_endpoint": "%1$s/end", "response_types_supported": ["code"],
                 "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["ES256"],
                 "authorization_response_iss_parameter_supported": true}
                """
                .formatted(issuer());
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String client = "Basic "
                + Base64.getEncoder()
                        .encodeToString((encoded(CLIENT) + ":" + encoded(SECRET)).getBytes(StandardCharsets.UTF_8));
        if (!client.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "{\"error\": \"invalid_client\"}");
            return;
        }
        Optional<Map<String, String>> asked = Optional.ofNullable(codes.remove(form.getOrDefault("code", "")));
        boolean fits = asked.filter(query -> query.get("code_challenge").equals(challenge(form.get("code_verifier"))))
                .filter(query -> query.get("redirect_uri").equals(form.get("redirect_uri")))
                .isPresent();
        if (!fits) {
            send(exchange, 400, "{\"error\": \"invalid_grant\"}");
            return;
        }
        String token = shape.token(issuer().toString(), asked.orElseThrow().get("nonce"), key);
        send(
                exchange,
                200,
                "{\"access_token\": \"of-no-concern\", \"token_type\": \"Bearer\", \"id_token\": \"" + token + "\"}");
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform makes such keys", e);
        }
    }

    private static Map<String, String> form(String text) {
        var form = new LinkedHashMap<String, String>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", JSON);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
