package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seen to fail without the plugin, and with one that counts those who have a session. */
class StrangersTest {
    private static final byte[] HEADER_OF_SASL = {'A', 'M', 'Q', 'P', 3, 1, 0, 0};
    private static final int HEADER_AND_MECHANISMS = 9;

    @TempDir
    Path folder;

    private final List<Socket> sockets = new ArrayList<>();
    private TestHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        hub.close();
    }

    /** Says that it speaks AMQP, is asked who it is, and is silent from then on. */
    private Socket stranger() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), hub.amqpPort());
        socket.setSoTimeout(20_000);
        sockets.add(socket);
        socket.getOutputStream().write(HEADER_OF_SASL);
        socket.getOutputStream().flush();
        assertThat(socket.getInputStream().readNBytes(HEADER_AND_MECHANISMS)).hasSize(HEADER_AND_MECHANISMS);
        return socket;
    }

    private Connection agency() throws JMSException {
        String url = "amqp://127.0.0.1:" + hub.amqpPort() + "?jms.connectTimeout=20000&jms.requestTimeout=20000";
        Connection connection = new JmsConnectionFactory(TestHub.SENDER.toString(), TestHub.key(TestHub.SENDER), url)
                .createConnection();
        connection.start();
        return connection;
    }

    @Test
    void theOldestSilentConnectionMakesRoomAndNoAgency() throws Exception {
        // Given
        Connection early = agency();
        early.createSession();
        Socket oldest = stranger();
        Socket second = stranger();
        for (int i = 2; i <= Strangers.MOST; i++) {
            stranger();
            if (i % 100 == 0) {
                // Of a frame that never comes: whoever is all silent is sent away in any case, after some seconds.
                second.getOutputStream().write(i == 400 ? 64 : 0);
            }
        }

        // Then
        oldest.setSoTimeout(2_000);
        assertThat(oldest.getInputStream().readAllBytes()).hasSizeLessThan(200);
        second.setSoTimeout(100);
        assertThatThrownBy(() -> second.getInputStream().readAllBytes()).isInstanceOf(SocketTimeoutException.class);

        // When
        Connection late = agency();

        // Then
        late.createSession();
        early.createSession();
        early.close();
        late.close();
    }
}
