package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.SqlLogger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No list that operators see reads much more than a page and what its rows need, however much there is, and whatever is asked of
 * it. The server counts rows of tables and entries of indexes. Seen to fail with failures listed by an index of all of them, with
 * scopes looked for row by row, and with what is held joined to all that falls due.
 */
@Tag("slow")
class ListPlansTest {
    private static final double SIZE = 0.05;
    private static final int TRIES = 8;
    private static final long BOUND = 3_000;

    /** What is a sum over all that there is, or shows it all, and is bounded by what that is. */
    private static final Set<String> SUMS = Set.of(
            "causes of failures",
            "causes of failures in a rare scope",
            "held by agency",
            "traffic of a day",
            "uses of agreements",
            "posts",
            "who was heard of",
            "paused queues",
            "people",
            "a thread");

    @Test
    void noListReadsMuchMoreThanItShows() throws SQLException {
        LedgerAddress shared = SharedServer.address();
        var address = new LedgerAddress(
                shared.url().substring(0, shared.url().lastIndexOf('/')) + "/lists", shared.user(), shared.password());
        try (var admin = new Database(shared)) {
            admin.inOneStatement("create", handle -> handle.execute("create database lists"));
        }
        PostgresLedger.open(address, Clock.systemUTC()).close();
        var rows = new ListRows(SIZE);
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password())) {
            rows.load(connection);
        }
        try (var database = new Database(address)) {
            assertThat(tooMuch(database, rows)).isEmpty();
        }
    }

    private static List<String> tooMuch(Database database, ListRows rows) {
        var found = new ArrayList<String>();
        new Lists(database, rows).all().forEach((name, list) -> {
            if (!SUMS.contains(name)) {
                RowsRead read = read(database, list);
                read.all().forEach((statement, many) -> {
                    if (many > BOUND) {
                        found.add(name + " reads " + many + " rows: " + statement);
                    }
                });
            }
        });
        return found;
    }

    /** Often enough that a statement is prepared and has its plan for all values. */
    private static RowsRead read(Database database, Supplier<Integer> list) {
        var read = new RowsRead();
        database.show(read);
        for (int i = 0; i < TRIES; i++) {
            assertThat(list.get()).isNotNegative();
        }
        database.show(SqlLogger.NOP_SQL_LOGGER);
        return read;
    }
}
