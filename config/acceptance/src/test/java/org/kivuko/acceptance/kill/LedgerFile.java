package org.kivuko.acceptance.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The database of a hub that runs, asked beside it. */
record LedgerFile(String url, String password) {
    private static final int PORT_LINE = 3;

    static LedgerFile of(HubProcess hub) throws IOException {
        String port = Files.readAllLines(hub.data().resolve("postgres/cluster/postmaster.pid"))
                .get(PORT_LINE)
                .strip();
        String password =
                Files.readString(hub.data().resolve("secrets/postgres")).strip();
        return new LedgerFile("jdbc:postgresql://127.0.0.1:" + port + "/postgres", password);
    }

    /** The first column of every row. */
    List<String> rows(String query) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "kivuko", password);
                var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (answer.next()) {
                rows.add(answer.getString(1));
            }
            return rows;
        }
    }
}
