package org.kivuko.connector.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Of each statement how many rows of tables and entries of indexes the server read for it; the server counts them in a
 * transaction. Used by one thread.
 */
final class RowsRead implements SqlLogger {
    private static final String READ =
            """
            select coalesce(sum(pg_stat_get_xact_tuples_returned(oid)), 0) from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')
            """;

    private final Map<String, Long> read = new LinkedHashMap<>();
    private boolean alone;
    private long before;

    /** By the texts of the statements. */
    Map<String, Long> all() {
        return read;
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
        try {
            Connection connection = context.getConnection();
            alone = connection.getAutoCommit();
            connection.setAutoCommit(false);
            before = count(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void logAfterExecution(StatementContext context) {
        try {
            Connection connection = context.getConnection();
            read.merge(context.getRawSql(), count(connection) - before, Math::max);
            if (alone) {
                connection.commit();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(READ)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
