package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.QueueRow;

class EmbeddedBrokerTest {
    @TempDir
    Path folder;

    @Test
    void hasEveryQueueOfTheContractAndNoOther() throws Exception {
        // Given
        try (TestHub hub = new TestHub(folder)) {

            // When
            List<QueueRow> queues = hub.broker().view().queues();

            // Then
            assertThat(queues)
                    .extracting(QueueRow::queue)
                    .hasSize(3 * 10 + 5)
                    .isSorted()
                    .contains(
                            "agency.KEN.DIS.outbox",
                            "agency.KEN.DIS.outbox.urgent",
                            "agency.KEN.DIS.inbox",
                            "agency.KEN.DIS.inbox.urgent",
                            "agency.KEN.DIS.receipts",
                            "exercise.agency.KEN.DIS.inbox.urgent",
                            "hub.quarantine",
                            "hub.held",
                            "hub.dead",
                            "hub.expired",
                            "hub.commits");
            assertThat(hub.broker().view().available()).isTrue();
        }
    }

    @Test
    void keepsWhatWaitsInOrderOverARestart() throws Exception {
        // Given
        try (TestHub hub = new TestHub(folder)) {
            hub.send(List.of(
                    TestHub.parcel("agency.UGA.DCIC.inbox", Optional.empty(), "1"),
                    TestHub.parcel("agency.UGA.DCIC.inbox", Optional.empty(), "2")));

            // When
            hub.restart();

            // Then
            assertThat(hub.drain("agency.UGA.DCIC.inbox")).hasSize(2);
        }
    }

    @Test
    void failsASendToNowhere() throws Exception {
        // Given
        try (TestHub hub = new TestHub(folder);
                Connection connection = hub.broker().link().forDoor();
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            var outlet = new SessionOutlet(session);

            // Then
            assertThatThrownBy(() -> outlet.send(TestHub.parcel("agency.UGA.NOBODY.inbox", Optional.empty(), "{}")))
                    .hasRootCauseInstanceOf(JMSException.class);
            assertThat(hub.broker().view().queues())
                    .extracting(QueueRow::queue)
                    .doesNotContain("agency.UGA.NOBODY.inbox");
        }
    }

    @Test
    void namesThePortThatIsInUse() throws Exception {
        // Given
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = BrokerSettings.onLoopback(folder, taken.getLocalPort());
            EmbeddedBroker broker = EmbeddedBroker.start(settings, TestHub.directory(), key -> Optional.empty());

            // Then
            assertThatThrownBy(() -> broker.letAgenciesIn(new FakeLedger(), Clock.systemUTC()))
                    .isInstanceOf(BrokerStartFailure.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("in use");
            broker.close();
        }
    }

    @Test
    void saysThatAnotherHubRunsOnItsFolder() throws Exception {
        // Given
        try (TestHub hub = new TestHub(folder)) {
            assertThat(hub.broker().view().available()).isTrue();

            // Then
            assertThatThrownBy(() -> EmbeddedBroker.start(
                            BrokerSettings.onLoopback(folder, 0), TestHub.directory(), key -> Optional.empty()))
                    .isInstanceOf(BrokerStartFailure.class)
                    .hasMessageContaining("another hub");
        }
    }

    @Test
    void measuresTheDiskOnce() throws Exception {
        // Given
        int first = JournalProbe.timeoutNanos(folder);

        // When
        Files.writeString(folder.resolve("journal-buffer-timeout-nanos"), "123456\n");

        // Then
        assertThat(first).isBetween(20_000, 3_333_333);
        assertThat(JournalProbe.timeoutNanos(folder)).isEqualTo(123_456);
    }

    @Test
    void measuresAgainWhereTheResultIsNotPlausible() throws Exception {
        // Given
        Files.writeString(folder.resolve("journal-buffer-timeout-nanos"), "1\n");

        // Then
        assertThat(JournalProbe.timeoutNanos(folder)).isBetween(20_000, 3_333_333);
    }
}
