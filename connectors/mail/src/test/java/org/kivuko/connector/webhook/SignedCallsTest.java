package org.kivuko.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.exchange.push.PushTarget;

class SignedCallsTest {
    private static final Instant NOW = Instant.parse("2026-11-26T02:00:00Z");
    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3";
    private static final byte[] BODY = {'{', '}'};

    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private int status = 204;
    private Optional<String> retryAfter = Optional.empty();
    private SignedCalls calls = new SignedCalls(() -> NOW);

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            ids.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            signatures.add(exchange.getRequestHeaders().getFirst("webhook-signature"));
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Set-Cookie", "a=b");
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            retryAfter.ifPresent(text -> exchange.getResponseHeaders().add("Retry-After", text));
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

    private WebhookSettings target(String host, boolean ownNetwork, String... secrets) {
        var url = URI.create("http://" + host + ":" + server.getAddress().getPort() + "/hook");
        return new WebhookSettings("UGA.DCIC", url, () -> List.of(secrets), ownNetwork);
    }

    private SignedCalls.Result post(WebhookSettings target) throws InterruptedException {
        return calls.post(target, "an-id", "application/json", BODY);
    }

    /** Names lead where the test says: to the first of these the first time, and so on. */
    private SocketAddressResolver names(String... addresses) {
        return (host, port, context, promise) -> {
            String address = addresses[Math.min(asked.getAndIncrement(), addresses.length - 1)];
            try {
                promise.succeeded(List.of(new InetSocketAddress(InetAddress.getByName(address), port)));
            } catch (IOException e) {
                promise.failed(e);
            }
        };
    }

    @Test
    void givenTwoSecrets_thenTheCallBearsASignatureUnderEach() throws Exception {
        post(target("127.0.0.1", true, OLD, NEW));

        assertThat(signatures)
                .containsExactly(Signature.of(List.of(OLD), "an-id", NOW.getEpochSecond(), BODY) + " "
                        + Signature.of(List.of(NEW), "an-id", NOW.getEpochSecond(), BODY));
    }

    /** Seen to fail without the look at heads. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "an-id\r\nevil: yes",
                "an-id\nevil: yes",
                "an-id\revil: yes",
                "an\u0000id",
                "an-id\u010d\u010aevil: yes",
                ""
            })
    void givenAnIdThatWouldBreakTheHead_thenNothingIsSent(String id) throws Exception {
        SignedCalls.Result result = calls.post(target("127.0.0.1", true, OLD), id, "application/json", BODY);
        SignedCalls.Result byType = calls.post(target("127.0.0.1", true, OLD), "an-id", id, BODY);

        assertThat(List.of(result, byType)).allMatch(each -> each instanceof SignedCalls.NotReached);
        assertThat(ids).isEmpty();
    }

    /** However an address of this machine is written. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "2130706433",
                "0x7f.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]"
            })
    void givenATargetOnThisMachine_whenTheConfigurationDoesNotSaySo_thenNothingIsSent(String host) throws Exception {
        SignedCalls.Result result = post(target(host, false, OLD));

        assertThat(result).isInstanceOf(SignedCalls.NotReached.class);
        assertThat(ids).isEmpty();
    }

    @Test
    void givenANameThatLeadsToThisMachine_thenNothingIsSent() throws Exception {
        calls = new SignedCalls(() -> NOW, Duration.ofSeconds(5), Optional.of(names("127.0.0.1")));

        assertThat(post(target("inside.example", false, OLD)).toString()).contains("network of one's own");
        assertThat(ids).isEmpty();
    }

    @Test
    void givenANameThatLeadsToOneGoodAndOneBadAddress_thenNoneIsCalled() throws Exception {
        calls = new SignedCalls(
                () -> NOW,
                Duration.ofMillis(500),
                Optional.of((host, port, context, promise) -> promise.succeeded(List.of(
                        new InetSocketAddress("8.8.8.8", port),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))));

        assertThat(post(target("both.example", false, OLD)).toString()).contains("network of one's own");
    }

    /** Else the name could lead elsewhere between the check and the connection. */
    @Test
    void givenANameThatLeadsElsewhereTheNextTime_thenTheAddressThatWasCheckedIsCalled() throws Exception {
        calls = new SignedCalls(() -> NOW, Duration.ofSeconds(5), Optional.of(names("127.0.0.1", "203.0.113.9")));

        assertThat(post(target("once.example", true, OLD))).isInstanceOf(SignedCalls.Answered.class);

        assertThat(asked).hasValue(1);
        assertThat(ids).hasSize(1);
    }

    @Test
    void givenMetadataOfAMachine_thenItIsRefusedEvenWithinANetworkOfOnesOwn() throws Exception {
        assertThat(post(target("169.254.169.254", true, OLD)).toString()).contains("network of one's own");
    }

    @Test
    void givenASecretThatIsNone_thenNothingIsSent_andItIsNotNamed() throws Exception {
        assertThat(post(target("127.0.0.1", true, "whsec_c2hvcnQ=")).toString())
                .contains("the call cannot be made")
                .doesNotContain("c2hvcnQ");
        assertThat(ids).isEmpty();
    }

    @Test
    @Timeout(10)
    void givenAReceiverThatNeverEndsItsHeaders_thenThereIsAnEnd() throws Exception {
        calls = new SignedCalls(() -> NOW, Duration.ofMillis(400), Optional.empty());
        try (var slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var thread = new Thread(() -> drip(slow));
            thread.setDaemon(true);
            thread.start();
            var url = URI.create("http://127.0.0.1:" + slow.getLocalPort() + "/");

            var result = post(new WebhookSettings("slow", url, () -> List.of(OLD), true));

            assertThat(result).isInstanceOf(SignedCalls.NotReached.class);
        }
    }

    private static void drip(ServerSocket at) {
        try (var socket = at.accept()) {
            var out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write("x-a: b\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void statusesAreReadAsWhatTheyMeanForWhatIsPushed() throws Exception {
        var push = new WebhookTarget(target("127.0.0.1", true, OLD), calls);
        UUID id = UUID.randomUUID();

        assertThat(push.push(id, BODY)).isInstanceOf(PushTarget.Taken.class);
        assertThat(ids).containsExactly(id.toString());
        status = 307;
        assertThat(push.push(id, BODY)).isEqualTo(new PushTarget.NotTaken("status 307", Optional.empty()));
        assertThat(ids).as("no redirect").hasSize(2);
        status = 410;
        assertThat(push.push(id, BODY)).isInstanceOf(PushTarget.Gone.class);
        status = 503;
        retryAfter = Optional.of("120");
        assertThat(push.push(id, BODY))
                .isEqualTo(new PushTarget.NotTaken("status 503", Optional.of(Duration.ofMinutes(2))));
        retryAfter = Optional.of("Fri, 27 Nov 2026 02:00:00 GMT");
        assertThat(push.push(id, BODY)).isEqualTo(new PushTarget.NotTaken("status 503", Optional.empty()));
    }
}
