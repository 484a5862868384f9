package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.connector.artemis.AgencyProtocol;
import org.kivuko.hub.configuration.BrokerDoors;

/**
 * The broker's doors of a running hub, by {@code doors} in the configuration and by the command line: what one of them names is open,
 * the command line goes before, and what neither names is closed.
 *
 * <p>Seen to fail with the configuration going before the command line.
 */
@Tag("slow")
class StatedDoorsAcceptanceTest {
    @TempDir
    private Path folder;

    private TestHub hub;

    @Test
    void whatTheConfigurationOrTheCommandLineNamesIsOpenAndTheCommandLineGoesBefore() throws IOException {
        int inFile = free();
        int onLine = free();
        // Both, in conflict: any free port on the command line, another one in the file
        hub = TestHub.startIn(folder, Map.of("deploy/hub.yaml", text -> text + doors("stomp: " + inFile)));
        try (TestHub running = hub) {
            assertThat(port(AgencyProtocol.STOMP)).isPresent().isNotEqualTo(Optional.of(inFile));
            assertThat(answers(inFile)).isFalse();
            assertThat(port(AgencyProtocol.MQTT)).isPresent();

            // The file alone
            running.restartAfter(() -> {}, BrokerDoors.NONE);
            assertThat(port(AgencyProtocol.STOMP)).contains(inFile);
            assertThat(answers(inFile)).isTrue();
            assertThat(port(AgencyProtocol.MQTT)).isEmpty();

            // Each names another one
            running.restartAfter(() -> {}, new BrokerDoors(Optional.empty(), Optional.of(onLine)));
            assertThat(port(AgencyProtocol.STOMP)).contains(inFile);
            assertThat(port(AgencyProtocol.MQTT)).contains(onLine);
            assertThat(answers(inFile) && answers(onLine)).isTrue();

            // The command line alone
            running.restartAfter(this::closeInFile, new BrokerDoors(Optional.of(onLine), Optional.empty()));
            assertThat(port(AgencyProtocol.STOMP)).contains(onLine);
            assertThat(answers(onLine)).isTrue();
            assertThat(port(AgencyProtocol.MQTT)).isEmpty();
            assertThat(answers(inFile)).isFalse();
        }
    }

    private static String doors(String lines) {
        return "\ndoors: {" + lines + "}\n";
    }

    private void closeInFile() {
        try {
            Path file = hub.config().resolve("deploy/hub.yaml");
            Files.writeString(file, Files.readString(file).replaceFirst("\ndoors: .*\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Integer> port(AgencyProtocol protocol) {
        return hub.hub().port(protocol).stream().boxed().findFirst();
    }

    /** A port that nobody had a moment ago. */
    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException closed) {
            return false;
        }
    }
}
