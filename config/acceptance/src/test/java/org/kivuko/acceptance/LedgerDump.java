package org.kivuko.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Every row of every table of a hub's embedded database, as text. */
final class LedgerDump {
    private static final String TABLES =
            """
            select format('%I.%I', table_schema, table_name) from information_schema.tables
            where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
            """;

    private LedgerDump() {}

    static List<String> rows(Path data) throws IOException, SQLException {
        try (Connection connection = EmbeddedLedger.connect(data)) {
            var rows = new ArrayList<String>();
            for (String table : column(connection, TABLES)) {
                // Bytes would be written in hexadecimal digits; as escapes they can be searched.
                try (Statement escape = connection.createStatement()) {
                    escape.execute("set bytea_output = 'escape'");
                }
                column(connection, "select row_to_json(t)::text || t::text from " + table + " t")
                        .forEach(row -> rows.add(table + " " + row));
            }
            rows.addAll(column(connection, "select query from pg_stat_activity where query is not null"));
            return rows;
        }
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        var values = new ArrayList<String>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                values.add(result.getString(1));
            }
        }
        return values;
    }
}
