package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.connector.artemis.AgencyProtocol;

/** A connection that a token has opened ends with the token, whichever door it stands at. Seen to fail without the hub's look at them. */
@Tag("slow")
class TokenEndsAcceptanceTest {
    private static final String DIS = "KEN.DIS";
    /** By how much clocks may differ: until then a token that has ended is believed. */
    private static final int SKEW_SECONDS = 60;

    private static final int LEFT_SECONDS = 6;
    private static final int PATIENCE_SECONDS = 20;

    @TempDir
    private static Path folder;

    private static TlsHub hub;

    @BeforeAll
    static void start() throws IOException {
        hub = TlsHub.start(folder, "");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** Believed for some more seconds. */
    private static String dying() {
        return hub.tokens.between(DIS, -600, LEFT_SECONDS - SKEW_SECONDS);
    }

    private static SSLSocket open(AgencyProtocol protocol) throws IOException {
        int port = hub.hub().port(protocol).orElseThrow();
        var socket = (SSLSocket) hub.nothingShown().getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_SECONDS * 1_000);
        return socket;
    }

    private static void say(SSLSocket socket, byte[] words) throws IOException {
        socket.getOutputStream().write(words);
        socket.getOutputStream().flush();
    }

    private static String answer(SSLSocket socket) throws IOException {
        byte[] answer = new byte[4_096];
        int read = socket.getInputStream().read(answer);
        return read < 0 ? "" : new String(answer, 0, read, StandardCharsets.ISO_8859_1);
    }

    private static String wholeAnswer(SSLSocket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketTimeoutException stands) {
            throw new AssertionError("the connection stands", stands);
        } catch (IOException cut) {
            return "";
        }
    }

    private static SSLSocket stomp(String token) throws IOException {
        SSLSocket socket = open(AgencyProtocol.STOMP);
        say(socket, Greeting.stomp(DIS, Optional.of(token)));
        assertThat(answer(socket)).startsWith("CONNECTED");
        return socket;
    }

    /** Whatever is in it: the broker confirms that it has it. */
    private static byte[] something() {
        return "SEND\ndestination:agency.KEN.DIS.outbox\nreceipt:r\n\n{}\0".getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void overAmqp() throws JMSException, InterruptedException {
        try (Connection standing = hub.amqp(hub.nothingShown(), DIS, Optional.of(dying()))) {
            var cut = new CountDownLatch(1);
            standing.setExceptionListener(failure -> cut.countDown());
            assertThat(cut.await(LEFT_SECONDS + PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void overStomp() throws IOException {
        try (SSLSocket standing = stomp(dying())) {
            say(standing, something());
            assertThat(answer(standing)).startsWith("RECEIPT");
            wholeAnswer(standing);
        }
    }

    /** One that has done nothing yet holds no session: it can do nothing any more. */
    @Test
    void overStompWhereNothingWasDoneYet() throws IOException, InterruptedException {
        try (SSLSocket standing = stomp(dying())) {
            Thread.sleep((LEFT_SECONDS + 5) * 1_000);
            say(standing, something());
            assertThat(wholeAnswer(standing)).doesNotContain("RECEIPT");
        } catch (java.net.SocketException cut) {
            assertThat(cut).isNotNull();
        }
    }

    @Test
    void overMqtt() throws IOException {
        try (SSLSocket standing = open(AgencyProtocol.MQTT)) {
            say(standing, Greeting.mqtt(DIS, Optional.of(dying())));
            // A CONNACK begins with 0x20, which is a space.
            assertThat(answer(standing)).startsWith(" ");
            wholeAnswer(standing);
        }
    }

    @Test
    void aTokenThatLivesKeepsItsConnection() throws IOException, JMSException, InterruptedException {
        try (Connection amqp = hub.amqp(hub.nothingShown(), DIS, Optional.of(hub.tokens.good(DIS)));
                SSLSocket standing = stomp(hub.tokens.good(DIS))) {
            var cut = new CountDownLatch(1);
            amqp.setExceptionListener(failure -> cut.countDown());
            assertThat(cut.await(LEFT_SECONDS, TimeUnit.SECONDS)).isFalse();
            say(standing, something());
            assertThat(answer(standing)).startsWith("RECEIPT");
        }
    }
}
