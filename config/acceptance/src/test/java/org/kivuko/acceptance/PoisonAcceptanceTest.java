package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Poison at every stage, one in a hundred: it ends in quarantine or is turned away, with its cause; everything else arrives in order, and the
 * batches stay as large as they were. How much slower it is in time is printed; {@code -Dkivuko.poison.round=50000} makes it
 * 1,000 among 100,000.
 */
@Tag("slow")
class PoisonAcceptanceTest {
    private static final List<Poison> KINDS = List.of(Poison.values());
    private static final int ROUND = Integer.getInteger("kivuko.poison.round", 1_200);
    private static final int ONE_IN = 100;
    private static final int PAIRS = 2;
    private static final int TOO_LARGE = 2_200_000;
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final String OUTBOX = "agency.KEN.DIS.outbox";

    private final List<String> sent = new ArrayList<>();
    private final Map<String, Integer> poisoned = new TreeMap<>();
    private int poisons;
    private int quarantined;

    /** What a round cost. */
    private record Cost(Duration time, long batches) {}

    @Test
    void poisonEndsWithItsCauseAndCostsTheOthersNothing() throws Exception {
        try (TwoDoors.Parties parties = TwoDoors.Parties.meet();
                Connection connection = connect(parties.hub())) {
            // Given: nobody compares with the first steps of a hub
            round(parties, connection, false);

            // When
            var clean = new ArrayList<Cost>();
            var mixed = new ArrayList<Cost>();
            for (int pair = 0; pair < PAIRS; pair++) {
                clean.add(round(parties, connection, false));
                mixed.add(round(parties, connection, true));
            }

            // Then
            assertThat(ends(parties.hub())).isEqualTo(poisoned);
            assertThat(parties.hub().waiting("hub.quarantine")).isEqualTo(quarantined);
            assertThat(parties.hub().waiting("hub.dead")).isZero();
            assertThat(arrived(parties, sent.size())).isEqualTo(sent);
            System.out.printf(
                    "poison: %d of %d messages; speed with poison against without: %.2f; batches %d against %d%n",
                    poisons, sent.size() + poisons, millis(clean) / millis(mixed), batches(mixed), batches(clean));
            assertThat(batches(mixed)).isLessThanOrEqualTo(batches(clean) * 5 / 4 + 10);
            // What the broker has handed out is noted behind it: thousands at once take longer than the hub's end
            // waits.
            await().atMost(LIMIT)
                    .until(() -> HubBooks.of(parties.hub()).faults().isEmpty());
        }
    }

    @Test
    void whatIsTooLargeForAnyDoorIsRefusedToItsSenderAndLeavesNothing() throws Exception {
        try (TwoDoors.Parties parties = TwoDoors.Parties.meet()) {
            String large = AmqpAgency.text(Samples.stolenPassport(now())) + " ".repeat(TOO_LARGE);

            assertThatThrownBy(() -> parties.sender().send("outbox", large)).hasMessageContaining("2 MiB");
            assertThat(ends(parties.hub())).isEmpty();
            assertThat(batches(parties.hub())).isZero();
        }
    }

    private static double millis(List<Cost> costs) {
        return costs.stream().mapToLong(cost -> cost.time().toMillis()).sum();
    }

    private static long batches(List<Cost> costs) {
        return costs.stream().mapToLong(Cost::batches).sum();
    }

    private static Connection connect(TestHub hub) throws JMSException {
        String url = "amqp://127.0.0.1:" + hub.hub().amqpPort();
        Connection connection = new JmsConnectionFactory("KEN.DIS", hub.key("KEN.DIS"), url).createConnection();
        connection.start();
        return connection;
    }

    /** Puts a whole round into the outbox at once, and waits for as many receipts. */
    private Cost round(TwoDoors.Parties parties, Connection connection, boolean mixed) throws Exception {
        long before = batches(parties.hub());
        int messages = ROUND;
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        MessageProducer outbox = session.createProducer(session.createQueue(OUTBOX));
        for (int i = 0; i < ROUND; i++) {
            ObjectNode event = Samples.stolenPassport(now()).put("to", TwoDoors.AT_BROKER);
            sent.add(TwoDoors.id(event));
            outbox.send(session.createTextMessage(AmqpAgency.text(event)));
            if (mixed && i % ONE_IN == ONE_IN / 2) {
                Poison poison = KINDS.get(poisons++ % KINDS.size());
                poisoned.merge(poison.end(), 1, Integer::sum);
                quarantined += poison.isQuarantined() ? 1 : 0;
                ObjectNode good = Samples.stolenPassport(now()).put("to", TwoDoors.AT_BROKER);
                outbox.send(session.createTextMessage(poison.of(good)));
                messages++;
            }
        }
        session.commit();
        long begun = System.nanoTime();
        receipts(connection, messages);
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        session.close();
        return new Cost(time, batches(parties.hub()) - before);
    }

    private static Instant now() {
        return TwoDoors.now();
    }

    private static void receipts(Connection connection, int messages) throws JMSException {
        Session session = connection.createSession(Session.DUPS_OK_ACKNOWLEDGE);
        try (MessageConsumer consumer = session.createConsumer(session.createQueue("agency.KEN.DIS.receipts"))) {
            for (int i = 0; i < messages; i++) {
                assertThat(consumer.receive(LIMIT.toMillis()))
                        .as("receipt %d", i)
                        .isNotNull();
            }
        }
        session.close();
    }

    private static List<String> arrived(TwoDoors.Parties parties, int messages) {
        var ids = new ArrayList<String>();
        await().atMost(LIMIT).until(() -> {
            parties.recipient()
                    .take("inbox")
                    .forEach(message ->
                            ids.add(AmqpAgency.json(message).path("id").asText()));
            return ids.size() >= messages;
        });
        return ids;
    }

    /** How often the ledger names each cause. */
    private static Map<String, Integer> ends(TestHub hub) throws Exception {
        var codes = new TreeMap<String, Integer>();
        try (var ledger = EmbeddedLedger.connect(hub.data());
                Statement statement = ledger.createStatement();
                ResultSet row = statement.executeQuery(
                        """
                        select kind || ' ' || code, count(*) from copy
                        where kind in ('quarantined', 'turned') and superseded_at is null group by 1""")) {
            while (row.next()) {
                codes.put(row.getString(1), row.getInt(2));
            }
        }
        return codes;
    }

    private static long batches(TestHub hub) throws Exception {
        try (var ledger = EmbeddedLedger.connect(hub.data());
                Statement statement = ledger.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from batch where queue = '" + OUTBOX + "' and superseded_at is null")) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }
}
