package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.hub.Main;
import org.kivuko.testkit.TestAuthority;

/** The commands believe the hub whom {@code KIVUKO_CA} vouches for, and nobody else. Seen to fail where the variable was not read. */
@Tag("slow")
class CommandsOverTlsTest {
    private static final String AGENCY = "KEN.DIS";
    private static final int PATIENCE_SECONDS = 90;

    @TempDir
    private static Path folder;

    private static TlsHub hub;

    /** How a command ended. */
    private record Ended(int status, String said) {}

    @BeforeAll
    static void start() throws IOException {
        hub = TlsHub.start(folder, "");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aHubThatIsVouchedForAnswers() throws Exception {
        // When
        Ended ended = inbox(hub.tls("clients.pem").toString());

        // Then
        assertThat(ended.status()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("\"deliveries\"");
    }

    @Test
    void aHubForWhichNobodyVouchesIsNotSpokenTo() throws Exception {
        // Given
        Path others = Files.writeString(
                folder.resolve("others.pem"),
                TestAuthority.pem(TestAuthority.in(folder).certificate()));

        // Then
        for (String authorities : List.of("", others.toString())) {
            Ended ended = inbox(authorities);
            assertThat(ended.status()).as(ended.said()).isNotZero();
            assertThat(ended.said())
                    .contains(hub.hub().url().toString(), "KIVUKO_CA")
                    .doesNotContain("deliveries", "\tat ", hub.key(AGENCY));
        }
    }

    @Test
    void aFileThatVouchesForNobodyIsNamedByItsVariable() throws Exception {
        // Given
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        // Then
        for (Path file : List.of(empty, folder.resolve("missing.pem"))) {
            Ended ended = inbox(file.toString());
            assertThat(ended.status()).as(ended.said()).isNotZero();
            assertThat(ended.said()).contains("KIVUKO_CA", file.toString()).doesNotContain("\tat ");
        }
    }

    private static Ended inbox(String authorities) throws Exception {
        Path output = folder.resolve("output");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "inbox",
                        "--as",
                        AGENCY,
                        "--url",
                        hub.hub().url().toString(),
                        "--data",
                        hub.data.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("KIVUKO_CA", authorities);
        Process command = builder.start();
        try {
            assertThat(command.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Ended(command.exitValue(), Files.readString(output));
        } finally {
            command.destroyForcibly();
        }
    }
}
