package org.kivuko.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The database of a hub that runs, asked beside it. Stateless. */
public final class EmbeddedLedger {
    private static final int PORT_LINE = 3;

    private EmbeddedLedger() {}

    /** A connection of its own, with the hub's account, to the database of the hub that runs on this data folder. */
    public static Connection connect(Path data) throws IOException, SQLException {
        String port = Files.readAllLines(lockFile(data)).get(PORT_LINE).strip();
        String password = Files.readString(data.resolve("secrets/postgres")).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "kivuko", password);
    }

    /** In which the server notes its process, in the first line, and its port, in the fourth; there while it runs. */
    public static Path lockFile(Path data) {
        return data.resolve("postgres/cluster/postmaster.pid");
    }
}
