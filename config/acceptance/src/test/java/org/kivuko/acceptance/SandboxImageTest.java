package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.acceptance.fault.Backend;
import org.kivuko.model.MessageJson;
import org.kivuko.testkit.container.KivukoContainer;
import org.testcontainers.containers.Container.ExecResult;

/** The hub as partners have it: an image of which they know the ports, over the network, with their own clients. */
@Tag("slow")
class SandboxImageTest {
    private static final String ORDINARY_USER = "10001";

    @TempDir
    static Path folder;

    private static KivukoContainer hub;

    @BeforeAll
    static void start() {
        Backend.image(KivukoContainer.IMAGE);
        hub = new KivukoContainer();
        hub.start();
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.stop();
        }
    }

    @Test
    void letsInWhoHasAKeyAndBelievesItsAuthority() throws Exception {
        HttpClient client = HttpClient.newBuilder().sslContext(hub.trust()).build();

        assertThat(status(client, hub.key("UGA.DCIC"))).isEqualTo(200);
        assertThat(status(client, "not-a-key")).isEqualTo(401);
        assertThatThrownBy(() -> status(HttpClient.newHttpClient(), hub.key("UGA.DCIC")))
                .isInstanceOf(SSLHandshakeException.class);
        assertThatThrownBy(() -> hub.key("UGA.NOBODY")).hasMessageContaining("UGA.NOBODY");
    }

    /** The programs of the page for integrators, unchanged, in processes that know nothing of Java. */
    @ParameterizedTest
    @CsvSource({"python3, first_hour.py, SSL_CERT_FILE", "node, first-hour.mjs, NODE_EXTRA_CA_CERTS"})
    void aFirstHourInALanguageWithoutJava(String program, String file, String believes) throws Exception {
        // Given
        Path authority = Files.writeString(folder.resolve("ca.pem"), hub.authority());
        Path source = Files.write(folder.resolve(file), served("/docs/files/snippets/" + file));
        Path said = folder.resolve(program);
        var process = new ProcessBuilder(program, source.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        process.environment()
                .putAll(Map.of(
                        believes,
                        authority.toString(),
                        "KIVUKO_URL",
                        hub.url().toString(),
                        "KIVUKO_AGENCY",
                        "KEN.DIS",
                        "KIVUKO_KEY",
                        hub.key("KEN.DIS"),
                        "KIVUKO_PEER",
                        "UGA.DCIC",
                        "KIVUKO_PEER_KEY",
                        hub.key("UGA.DCIC")));

        // When
        Process ran = process.start();

        // Then
        assertThat(ran.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(said).content().contains("accepted ", "fetched ", "refused SCHEMA_VIOLATION");
        assertThat(ran.exitValue()).isZero();
    }

    @Test
    void takesMessagesOverAmqp() throws Exception {
        var factory = new JmsConnectionFactory(
                "KEN.DIS", hub.key("KEN.DIS"), hub.amqpUrl().toString());
        factory.setSslContext(hub.trust());
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            connection.start();

            session.createProducer(session.createQueue("agency.KEN.DIS.outbox"))
                    .send(session.createTextMessage("not a message"));

            MessageConsumer receipts = session.createConsumer(session.createQueue("agency.KEN.DIS.receipts"));
            Message receipt = receipts.receive(20_000);
            assertThat(receipt).isNotNull();
        }
    }

    @Test
    void runsAsAnOrdinaryUserSaysThatItWorksAndOfWhatItConsists() throws Exception {
        assertThat(in("id", "-u")).isEqualTo(ORDINARY_USER);
        assertThat(in("healthy")).startsWith("up").contains("ledger", "broker");
        JsonNode parts = MessageJson.tree(in("cat", "/opt/kivuko/sbom.json").getBytes(StandardCharsets.UTF_8))
                .path("components");
        assertThat(parts)
                .extracting(part -> part.path("name").asText())
                .contains("artemis-server", "camel-core-engine");
        assertThat(parts)
                .extracting(part -> part.path("name").asText())
                .doesNotContain("kivuko-testkit", "assertj-core");
    }

    @Test
    void takesOwnStatesAndAgreementsInPlaceOfTheSeven() throws Exception {
        Path own = Files.createDirectories(folder.resolve("own"));
        Files.createDirectories(own.resolve("agreements"));
        Files.createDirectories(own.resolve("states"));
        Files.writeString(
                own.resolve("states/KEN.yaml"),
                """
                state: KEN
                name: Kenya
                agencies:
                  - {agency: KEN.DIS, name: Directorate of Immigration Services, roles: [immigration]}
                """);
        try (var alone = new KivukoContainer().withConfiguration(own)) {
            alone.start();

            assertThat(alone.key("KEN.DIS")).isNotEmpty().isNotEqualTo(hub.key("KEN.DIS"));
            assertThatThrownBy(() -> alone.key("UGA.DCIC")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static String in(String... command) throws IOException, InterruptedException {
        ExecResult result = hub.execInContainer(command);
        assertThat(result.getExitCode()).as(result.getStderr()).isZero();
        return result.getStdout().strip();
    }

    private static byte[] served(String path) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().sslContext(hub.trust()).build();
        return client.send(HttpRequest.newBuilder(hub.url().resolve(path)).build(), BodyHandlers.ofByteArray())
                .body();
    }

    private static int status(HttpClient client, String key) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(hub.url().resolve("/v1/inbox"))
                                .header("Authorization", "Bearer " + key)
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}
