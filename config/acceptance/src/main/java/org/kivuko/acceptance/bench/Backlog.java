package org.kivuko.acceptance.bench;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.UUID;
import org.kivuko.acceptance.EmbeddedLedger;

/**
 * A backlog of as many deliveries as are wanted, in a fraction of the time in which the hub would make them: one went through
 * the hub, and what that left in the broker and in the ledger is put there again under other ids. The hub that starts on it
 * finds what it would find.
 */
final class Backlog {
    private static final int PER_COMMIT = 1_000;
    private static final int PER_STATEMENT = 50_000;
    /** Where numbers and ids of copies begin: far above what the hub has given itself. */
    private static final long FIRST = 1_000_000_000L;

    private final BenchHub hub;
    private final String inbox;

    /** @param inbox in which exactly one delivery waits */
    Backlog(BenchHub hub, String inbox) {
        this.hub = hub;
        this.inbox = inbox;
    }

    /** Adds so many. */
    void add(int count) throws JMSException, IOException, SQLException {
        String template;
        try (Connection connection = hub.asHub(false)) {
            connection.start();
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            Message message = first(session);
            template = message.getJMSCorrelationID();
            send(session, message, count);
        }
        record(UUID.fromString(template), count);
    }

    private Message first(Session session) throws JMSException {
        try (var browser = session.createBrowser(session.createQueue(inbox))) {
            Enumeration<?> waiting = browser.getEnumeration();
            return (Message) waiting.nextElement();
        }
    }

    private void send(Session session, Message message, int count) throws JMSException {
        MessageProducer producer = session.createProducer(session.createQueue(inbox));
        long expires = message.getJMSExpiration();
        for (int i = 1; i <= count; i++) {
            message.setJMSCorrelationID(id(i).toString());
            if (expires > 0) {
                producer.setTimeToLive(expires - System.currentTimeMillis());
            }
            producer.send(message);
            if (i % PER_COMMIT == 0) {
                session.commit();
            }
        }
        session.commit();
    }

    /** The same as {@code ID} makes it in SQL. */
    private static UUID id(int number) {
        return new UUID(0, FIRST + number);
    }

    private void record(UUID template, int count) throws IOException, SQLException {
        try (java.sql.Connection connection = ledger(hub);
                Statement statement = connection.createStatement()) {
            String message = "(select message from ruling where id = '" + template + "' and superseded_at is null)";
            for (int from = 1; from <= count; from += PER_STATEMENT) {
                String numbers = "generate_series(%d, %d) g".formatted(from, Math.min(count, from + PER_STATEMENT - 1));
                copy(statement, "message", "no = " + message, numbers, "no", FIRST + " + g", "id", "'copy-' || g");
                copy(statement, "content", "message = " + message, numbers, "message", FIRST + " + g");
                copy(
                        statement,
                        "ruling",
                        "id = '" + template + "' and superseded_at is null",
                        numbers,
                        "no",
                        FIRST + " + g",
                        "id",
                        "cast(lpad(to_hex(" + FIRST + " + g), 32, '0') as uuid)",
                        "message",
                        FIRST + " + g",
                        "link_number",
                        FIRST + " + g");
            }
            statement.execute("vacuum analyze");
        }
    }

    /** A connection of its own to the hub's database. */
    static java.sql.Connection ledger(BenchHub hub) throws IOException, SQLException {
        return EmbeddedLedger.connect(hub.data());
    }

    /** Copies a row for each number, with other values in some columns. */
    private static void copy(Statement statement, String table, String row, String numbers, String... otherwise)
            throws SQLException {
        List<String> columns = columns(statement, table);
        var values = new ArrayList<String>();
        for (String column : columns) {
            int place = List.of(otherwise).indexOf(column);
            values.add(place < 0 ? "t." + column : otherwise[place + 1]);
        }
        statement.execute("insert into %s (%s) overriding system value select %s from %s t, %s where t.%s"
                .formatted(table, String.join(", ", columns), String.join(", ", values), table, numbers, row));
    }

    private static List<String> columns(Statement statement, String table) throws SQLException {
        var columns = new ArrayList<String>();
        try (ResultSet rows = statement.executeQuery("select column_name from information_schema.columns"
                + " where table_name = '" + table + "' and is_generated = 'NEVER'")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        return columns;
    }
}
