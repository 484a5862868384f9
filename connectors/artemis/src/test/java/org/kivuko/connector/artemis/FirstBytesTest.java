package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Seen to fail, each of them, without {@link FirstBytesExtension}. */
class FirstBytesTest {
    private static final int CHUNK_BYTES = 1 << 20;
    /** What systems may hold of a connection that nobody reads. */
    private static final int MOST_CHUNKS = 24;

    @TempDir
    static Path folder;

    private static TestHub hub;

    @BeforeAll
    static void start() throws Exception {
        hub = new TestHub(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
    }

    static Stream<Arguments> whatNobodySpeaksThere() {
        var http = Stream.of(AgencyProtocol.values())
                .flatMap(door -> Stream.of("POST /", "PUT /x HTTP/1.1\r\nContent-Length: 2000000000\r\n\r\n")
                        .map(begin -> Arguments.of(door, begin)));
        var others = Stream.of("STOMP\naccept-version:1.2\n\n", "SSH-2.0-x\r\n")
                .map(begin -> Arguments.of(AgencyProtocol.AMQP, begin));
        return Stream.concat(http, others);
    }

    @ParameterizedTest
    @MethodSource("whatNobodySpeaksThere")
    void whatNobodySpeaksAtADoorIsNotGathered(AgencyProtocol door, String begin) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), hub.port(door))) {
            // Given
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((begin + "        ").getBytes(StandardCharsets.US_ASCII));

            // When
            int taken = 0;
            try {
                while (taken <= MOST_CHUNKS) {
                    socket.getOutputStream().write(new byte[CHUNK_BYTES]);
                    taken++;
                }
            } catch (SocketException closed) {
                // As it has to be.
            }

            // Then
            assertThat(taken).isLessThan(MOST_CHUNKS);
        }
    }
}
