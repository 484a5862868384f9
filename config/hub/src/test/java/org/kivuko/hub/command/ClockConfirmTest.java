package org.kivuko.hub.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ClockConfirmTest {
    @TempDir
    Path data;

    /** Seen to fail with a client that says in other words that nobody answers. */
    @Test
    void whereNoHubRunsTheNextStartIsTold() throws IOException {
        // Given
        Files.createDirectories(data.resolve("keys"));
        Files.writeString(data.resolve("keys/operator.key"), "any");
        int nobodysPort;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobodysPort = socket.getLocalPort();
        }

        // When
        int exitCode = new CommandLine(new ClockConfirm())
                .execute("--data", data.toString(), "--url", "http://127.0.0.1:" + nobodysPort);

        // Then
        assertThat(exitCode).isZero();
        assertThat(data.resolve("clock-confirmed")).exists();
    }
}
