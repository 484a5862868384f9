package org.kivuko.acceptance;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.kivuko.hub.Hub;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.testkit.TestAuthority;

/** A hub on the small configuration whose doors speak TLS, and ask for certificates. */
final class TlsHub implements AutoCloseable {
    final TestAuthority authority;
    final Path config;
    final Path data;
    final AgencyTokens tokens = AgencyTokens.make();
    private final Hub hub;
    private final Map<SSLContext, HttpClient> clients = new ConcurrentHashMap<>();
    private final SSLContext nothingShown;

    private TlsHub(Path folder, String settings) throws IOException {
        config = folder.resolve("config");
        data = folder.resolve("data");
        SmallConfiguration.write(config);
        authority = TestAuthority.in(folder);
        nothingShown = authority.client();
        authority.issue("hub").write(tls("hub.pem"), tls("hub.key"));
        Files.writeString(tls("clients.pem"), TestAuthority.pem(authority.certificate()));
        Files.writeString(config.resolve("deploy/hub.yaml"), settings);
        Files.writeString(config.resolve("deploy/jwks.json"), tokens.published());
        var loaded = (Configuration.Loaded) Configuration.load(config);
        hub = Hub.start(new HubOptions(config, data, 0, 0, true, false), loaded, Clock.systemUTC());
    }

    /** Starts it; {@code more} stands below {@code tls} and beside it. */
    static TlsHub start(Path folder, String more) throws IOException {
        return new TlsHub(
                folder,
                """
                tls:
                  certificate: deploy/tls/hub.pem
                  key: deploy/tls/hub.key
                  clients: deploy/tls/clients.pem
                """
                        + more
                        + "doors: {stomp: 0, mqtt: 0}\n"
                        + AgencyTokens.SETTINGS);
    }

    Path tls(String file) {
        return config.resolve("deploy/tls").resolve(file);
    }

    Hub hub() {
        return hub;
    }

    /** A client that shows nothing in the handshake. */
    SSLContext nothingShown() {
        return nothingShown;
    }

    String key(String name) {
        try {
            return hub.keys().read(name).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls; empty where not even the handshake succeeds. */
    Optional<HttpResponse<String>> call(
            SSLContext shown, Optional<String> bearer, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.url() + path))
                .timeout(Duration.ofSeconds(40))
                .header(
                        "Content-Type",
                        path.startsWith("/v1/ops") ? "application/json" : "application/cloudevents+json")
                .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        bearer.ifPresent(key -> request.header("Authorization", "Bearer " + key));
        try {
            return Optional.of(client(shown).send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException handshake) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpClient client(SSLContext shown) {
        return clients.computeIfAbsent(shown, context -> HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .build());
    }

    /** Connects to the AMQP door, and no further than that. */
    Connection amqp(SSLContext shown, String account, Optional<String> key) throws JMSException {
        String mechanism = key.isPresent() ? "PLAIN" : "EXTERNAL";
        var factory = new JmsConnectionFactory(hub.brokerUrls().get(0) + "?amqp.saslMechanisms=" + mechanism
                + "&jms.connectTimeout=10000&jms.closeTimeout=2000");
        factory.setSslContext(shown);
        Connection connection = key.isPresent()
                ? factory.createConnection(account, key.get())
                : factory.createConnection(account, null);
        try {
            connection.start();
            return connection;
        } catch (JMSException refused) {
            connection.close();
            throw refused;
        }
    }

    @Override
    public void close() {
        hub.close();
    }
}
