package org.kivuko.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kivuko.connector.mail.Bundles;
import org.kivuko.model.MessageJson;
import org.kivuko.operations.watch.AlertKind;
import org.kivuko.operations.watch.AlertSeverity;
import org.kivuko.operations.watch.NoticeBook;
import org.kivuko.operations.watch.NoticeChannel.NotTold;

class WebhookChannelTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final List<String> paths = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private final List<Headers> headers = new ArrayList<>();
    private SignedCalls calls = new SignedCalls(InstantSource.fixed(Bundles.NOW));
    private HttpServer server;
    private int status = 204;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            paths.add(exchange.getRequestURI().getPath());
            headers.add(exchange.getRequestHeaders());
            bodies.add(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop(0);
        calls.close();
    }

    private WebhookChannel channel(boolean ownNetwork) {
        return channel(settings(server.getAddress().getPort(), ownNetwork));
    }

    private WebhookChannel channel(WebhookSettings settings) {
        return new WebhookChannel(settings, calls, InstantSource.fixed(Bundles.NOW));
    }

    private static WebhookSettings settings(int port, boolean ownNetwork) {
        return new WebhookSettings(
                "duty", URI.create("http://127.0.0.1:" + port + "/hook"), () -> List.of(SECRET), ownNetwork);
    }

    /** The example of the standard's own documents. */
    @Test
    void givenTheExampleOfTheStandard_whenSigned_thenItIsTheSameSignature() {
        assertThat(Signature.of(
                        List.of(SECRET),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330,
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThatThrownBy(() -> Signature.of(List.of("whsec_c2hvcnQ="), "a", 1, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givenAStartAndAnEnd_whenTold_thenOneSignedCallHasBoth() throws Exception {
        var bundle = Bundles.two();

        channel(true).tell(bundle);

        assertThat(paths).containsExactly("/hook");
        String id = "msg_" + bundle.id();
        assertThat(headers.get(0).getFirst("webhook-id")).isEqualTo(id);
        long seconds = Long.parseLong(headers.get(0).getFirst("webhook-timestamp"));
        assertThat(seconds).isEqualTo(Bundles.NOW.getEpochSecond());
        assertThat(headers.get(0).getFirst("webhook-signature"))
                .isEqualTo(Signature.of(List.of(SECRET), id, seconds, bodies.get(0)));
        var notices = MessageJson.tree(bodies.get(0)).at("/data/notices");
        assertThat(notices.findValuesAsText("notice")).containsExactly("started", "ended");
        assertThat(notices.findValuesAsText("kind")).containsExactly("DEPTH", "HEALTH");
    }

    @Test
    void givenEachKindOfAlert_whenTold_thenWhatIsSentFollowsTheSchema() throws Exception {
        channel(true).tell(Bundles.everyKind());

        JsonNode sent = MessageJson.tree(bodies.get(0));
        assertThat(AlertsSchema.errors(sent)).isEmpty();
        assertThat(sent.at("/data/notices")).hasSize(3 * AlertKind.values().length);
        ((ObjectNode) sent.at("/data/notices/0")).put("subject", "Jane SPECIMEN");
        assertThat(AlertsSchema.errors(sent)).hasSize(1);
    }

    @Test
    void givenTheSchema_whenItsWordsAreRead_thenTheyAreThoseOfTheProgram() {
        assertThat(AlertsSchema.words("kind"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(AlertKind.values()).map(AlertKind::code).toList());
        assertThat(AlertsSchema.words("severity"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(AlertSeverity.values())
                        .map(AlertSeverity::code)
                        .toList());
        assertThat(AlertsSchema.words("unit"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(AlertKind.values())
                        .map(AlertKind::unit)
                        .distinct()
                        .toList());
        assertThat(AlertsSchema.most()).isEqualTo(NoticeBook.MOST);
    }

    @Test
    @Timeout(10)
    void givenATargetThatTakesTheCallAndNeverAnswers_whenTold_thenItIsNotTold_andTheHubGoesOn() throws Exception {
        try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            calls = new SignedCalls(InstantSource.fixed(Bundles.NOW), Duration.ofMillis(300), Optional.empty());
            var channel = channel(settings(mute.getLocalPort(), true));

            assertThatThrownBy(() -> channel.tell(Bundles.two()))
                    .isInstanceOf(NotTold.class)
                    .hasMessageContaining("TimeoutException");
        }
    }

    @Test
    @Timeout(10)
    void givenATargetWhoseAnswerHasNoEnd_whenTold_thenItsStatusCountsAndNothingIsWaitedFor() throws Exception {
        var stopped = new CountDownLatch(1);
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            awaitQuietly(stopped);
        });
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/endless");
        var channel = channel(new WebhookSettings("duty", url, () -> List.of(SECRET), true));
        try {
            channel.tell(Bundles.two());
        } finally {
            stopped.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void givenATargetThatSendsElsewhere_whenTold_thenItIsNotFollowed_andNotTold() {
        status = 307;

        assertThatThrownBy(() -> channel(true).tell(Bundles.two())).isInstanceOf(NotTold.class);
        assertThat(paths).containsExactly("/hook");
    }

    @Test
    void givenATargetOnThisMachine_whenTheConfigurationDoesNotSaySo_thenItIsNotCalled() {
        assertThatThrownBy(() -> channel(false).tell(Bundles.two()))
                .isInstanceOf(NotTold.class)
                .hasMessageContaining("network of one's own");
        assertThat(paths).isEmpty();
    }
}
