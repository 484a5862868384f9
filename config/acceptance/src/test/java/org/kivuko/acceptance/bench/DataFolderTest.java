package org.kivuko.acceptance.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.journal.impl.JournalImpl;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.acceptance.HubParts;

/**
 * Once everything was handed over nothing of it is left but its rows in the ledger: the broker's journal holds as many records as
 * before, its pages are gone, and the database keeps no more of its log than it is told to. Only the ledger
 * grows, by so much a message: 3.1 KB were seen. The control is in the test: before the hand-over the journal and the pages hold all of it.
 */
@Tag("slow")
class DataFolderTest {
    private static final int ROUNDS = 3;
    private static final int MESSAGES = 800;
    /** To one recipient: more than a queue keeps in memory. */
    private static final int MANY = 4_000;

    private static final int FEW_RECORDS = 60;
    private static final long PAGE_BYTES = 2L << 20;
    private static final long JOURNAL_BYTES = 16L * (16 << 20);
    private static final long WAL_BYTES = 1_100L << 20;
    private static final long LEDGER_BYTES_PER_MESSAGE = 6_000;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final BenchStates STATES = new BenchStates(BenchStates.SENDERS);

    @TempDir
    Path folder;

    /** What the folder holds. */
    private record Held(int records, long pages, long journal, long wal, long ledger) {}

    @Test
    void whatWasHandedOverLeavesNothingButItsRows() throws Exception {
        // Given
        Path settings = Files.createDirectories(folder.resolve("config/deploy")).resolve("hub.yaml");
        Files.writeString(settings, "resendWithin: PT1S\n");
        try (BenchHub hub = BenchHub.start(folder, STATES)) {
            List<String> inboxes = BenchStates.first(BenchStates.SENDERS, BenchStates::inbox);
            Track track = Track.ofHub(hub, "rounds", inboxes);

            // When
            Held full = fill(hub, track, MANY, 1);
            Held first = handOver(hub);
            for (int round = 0; round < ROUNDS; round++) {
                fill(hub, track, MESSAGES, BenchStates.SENDERS);
                handOver(hub);
            }
            Held last = handOver(hub);

            // Then
            System.out.println("data folder: " + full + ", " + first + ", " + last);
            assertThat(full.records()).isGreaterThan(first.records() + MANY);
            assertThat(full.pages()).isGreaterThan(0);
            assertThat(last.records()).isLessThan(first.records() + FEW_RECORDS);
            assertThat(last.pages()).isLessThanOrEqualTo(PAGE_BYTES);
            assertThat(last.journal()).isLessThanOrEqualTo(JOURNAL_BYTES);
            assertThat(last.wal()).isLessThanOrEqualTo(WAL_BYTES);
            assertThat((last.ledger() - first.ledger()) / (ROUNDS * MESSAGES)).isLessThan(LEDGER_BYTES_PER_MESSAGE);
        }
    }

    private static Held fill(BenchHub hub, Track track, int count, int recipients) throws Exception {
        long before = track.arrived();
        track.fill(count, i -> List.of(i % recipients));
        track.open();
        track.await(before + count);
        return held(hub);
    }

    /**
     * Has every agency take over what waits for it, and waits until the broker has cleaned up. Originals of alerts are kept until
     * they expire: they are in force.
     */
    private static Held handOver(BenchHub hub) throws Exception {
        for (int i = 0; i < BenchStates.SENDERS; i++) {
            drain(hub, BenchStates.recipient(i), BenchStates.inbox(i));
            drain(hub, BenchStates.sender(i), BenchStates.receipts(i));
        }
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> bytes(hub.data().resolve("broker/paging"), ".page") <= PAGE_BYTES);
        return held(hub);
    }

    private static void drain(BenchHub hub, String agency, String queue) throws Exception {
        var factory = new JmsConnectionFactory("amqp://127.0.0.1:" + hub.hub().amqpPort());
        try (Connection connection = factory.createConnection(agency, hub.key(agency))) {
            connection.start();
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
            long limit = System.nanoTime() + LIMIT.toNanos();
            while (hub.queue(queue).getMessageCount() > 0) {
                assertThat(System.nanoTime()).as("%s is emptied", queue).isLessThan(limit);
                for (int i = 0; i < 100 && consumer.receive(200) != null; i++) {
                    // Taken over with the commit.
                }
                session.commit();
            }
        }
    }

    private static Held held(BenchHub hub) throws Exception {
        var journal =
                (JournalImpl) HubParts.broker(hub.hub()).getStorageManager().getMessageJournal();
        Path data = hub.data();
        return new Held(
                journal.getIDMapSize(),
                bytes(data.resolve("broker/paging"), ".page"),
                bytes(data.resolve("broker/journal"), ""),
                bytes(data.resolve("postgres/cluster/pg_wal"), ""),
                number(hub, "select pg_database_size(current_database())"));
    }

    private static long number(BenchHub hub, String question) throws IOException, SQLException {
        try (java.sql.Connection connection = Backlog.ledger(hub);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static long bytes(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending) && Files.isRegularFile(file))
                    .mapToLong(DataFolderTest::size)
                    .sum();
        } catch (UncheckedIOException gone) {
            // A page file was deleted while the folder was walked.
            return bytes(folder, ending);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
