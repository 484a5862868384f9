package org.kivuko.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The receivers of {@code RECEIVERS.md}, each as a process of its own with nothing of this project on its path. */
@Tag("slow")
class ReceiverPageTest {
    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3";
    private static final String OTHER = "whsec_b3RoZXItb3RoZXItb3RoZXItb3RoZXItb3RoZXI=";
    private static final byte[] BODY =
            "{\"type\":\"kivuko.alert.v1\",\"id\":\"K-1 \u12a0\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"python, receiver.py, python3", "javascript, receiver.js, node", "java, Receiver.java, java"})
    void aReceiverOfThePage_takesWhatTheHubSigns_once_andNothingElse(String language, String file, String program)
            throws Exception {
        Path receiver = Files.writeString(folder.resolve(file), snippet(language));
        int port = freePort();
        Path said = folder.resolve("said");
        Process process = start(program, receiver, port, said);
        try (var calls = new SignedCalls(Clock.systemUTC());
                var late = new SignedCalls(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-6)))) {
            await().atMost(Duration.ofSeconds(30)).until(() -> listens(port));
            String id = UUID.randomUUID().toString();

            assertThat(post(calls, port, id, OLD)).as("the old secret").isEqualTo(204);
            assertThat(post(calls, port, id, OLD)).as("a repetition").isEqualTo(204);
            assertThat(post(calls, port, UUID.randomUUID().toString(), OLD, NEW))
                    .as("both")
                    .isEqualTo(204);
            assertThat(post(calls, port, UUID.randomUUID().toString(), OTHER, NEW))
                    .as("the second fits")
                    .isEqualTo(204);
            assertThat(post(calls, port, UUID.randomUUID().toString(), OTHER))
                    .as("another secret")
                    .isEqualTo(401);
            assertThat(post(late, port, UUID.randomUUID().toString(), OLD))
                    .as("an old call")
                    .isEqualTo(401);
            assertThat(Files.readString(said).lines())
                    .as("each once")
                    .hasSize(3)
                    .allMatch(line -> line.contains("K-1"));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static int post(SignedCalls calls, int port, String id, String... secrets) throws InterruptedException {
        var target = new WebhookSettings(
                "page", URI.create("http://127.0.0.1:" + port + "/kivuko"), () -> List.of(secrets), true);
        SignedCalls.Result result = calls.post(target, id, "application/cloudevents+json", BODY);
        return result instanceof SignedCalls.Answered answered ? answered.status() : fail(result.toString());
    }

    private static String snippet(String language) throws IOException {
        String page =
                Files.readString(Path.of(System.getProperty("kivuko.root", "../.."), "connectors/mail/RECEIVERS.md"));
        var block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(block.find()).as("the page has a receiver in " + language).isTrue();
        return block.group(1);
    }

    /** Without the program the test is reported as skipped; on the build machine it has to be there. */
    private static Process start(String program, Path receiver, int port, Path said) throws IOException {
        var builder = new ProcessBuilder(program, receiver.toString());
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("SECRETS", OLD + " " + NEW);
        builder.redirectErrorStream(true).redirectOutput(said.toFile());
        try {
            return builder.start();
        } catch (IOException missing) {
            Assumptions.assumeTrue(System.getenv("CI") != null, program + " is not installed");
            throw missing;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
