package org.kivuko.acceptance.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.kivuko.acceptance.EmbeddedLedger;

/** The database of a hub that runs, asked beside it. */
record LedgerFile(Path data) {
    static LedgerFile of(HubProcess hub) {
        return new LedgerFile(hub.data());
    }

    /** The first column of every row. */
    List<String> rows(String query) throws IOException, SQLException {
        try (var connection = EmbeddedLedger.connect(data);
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
