package org.kivuko.connector.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/**
 * What tests do to the database of a hub of their own, and no hub in service: see all that came, and forget it. One connection beside
 * the hub's; not thread-safe.
 */
public final class LedgerOfTests implements AutoCloseable {
    /** Stays: what the hub or its broker remembers, too, and what it was started on. */
    private static final String KEPT =
            "'flyway_schema_history', 'ledger', 'epoch', 'pairing', 'outbox', 'configuration', 'signed_text', 'alert_hub',"
                    + " 'clock_mark', 'clock_confirmation', 'queue_name', 'broker_mark', 'traffic_mark'";

    /** Row by row: a truncated table costs two files that are synced, and there are a hundred of them with the indexes. */
    private static final String FORGET =
            """
            do $$
            declare name text;
            begin
                set local session_replication_role = replica;
                set local synchronous_commit = on;
                update outbox o set marker = greatest(o.marker, (select max(b.number) from batch b
                    where b.queue = o.queue and b.superseded_at is null));
                for name in select tablename from pg_tables where schemaname = 'public' and tablename not in (%s)
                loop
                    execute format('delete from %%I', name);
                end loop;
            end $$
            """
                    .formatted(KEPT);

    /** What a running hub has taken in for good: only another start undoes it. */
    private static final String ACTS =
            """
            select (select count(*) from agreement_act) + (select count(*) from emergency)
                + (select count(*) from agreement_suspension) + (select count(*) from queue_act)
                + (select count(*) from exercise) + (select count(*) from person) + greatest((select count(*) from configuration) - 1, 0)
            """;

    private static final String MESSAGES =
            "select source, id from message where accepted or batch is not null order by no";

    private final Connection connection;

    private LedgerOfTests(Connection connection) {
        this.connection = connection;
    }

    /** Opens a connection of its own. */
    public static LedgerOfTests open(LedgerAddress address) throws SQLException {
        Properties properties = Database.properties(address);
        return new LedgerOfTests(DriverManager.getConnection(address.url(), properties));
    }

    /** The messages that were accepted since it was emptied last, in the order in which they came. */
    public List<MessageKey> messages() throws SQLException {
        var keys = new ArrayList<MessageKey>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(MESSAGES)) {
            while (row.next()) {
                keys.add(new MessageKey(AgencyId.of(row.getString("source")), row.getString("id")));
            }
        }
        return keys;
    }

    /** Whether somebody has acted on the hub itself: agreements, emergencies, suspensions, exercises, pauses, people or its configuration. */
    public boolean actedUpon() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ACTS)) {
            return row.next() && row.getLong(1) > 0;
        }
    }

    /** Forgets all that came; names and numbers go on. */
    public void empty() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(FORGET);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
