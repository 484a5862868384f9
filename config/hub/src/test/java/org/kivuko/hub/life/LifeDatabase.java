package org.kivuko.hub.life;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.kivuko.connector.postgres.EmbeddedDatabase;
import org.kivuko.connector.postgres.LedgerAddress;

/** A server for the tests of a class, with a database for whoever asks. */
final class LifeDatabase implements BeforeAllCallback, AfterAllCallback {
    private EmbeddedDatabase server;
    private int databases;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        server = EmbeddedDatabase.start(Files.createTempDirectory("kivuko-life-"), LifeHub.programs());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        server.close();
    }

    LedgerAddress another() throws SQLException {
        var first = server.address();
        String name = "life" + ++databases;
        try (var connection = DriverManager.getConnection(first.url(), first.user(), first.password());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return new LedgerAddress(
                first.url().substring(0, first.url().lastIndexOf('/') + 1) + name, first.user(), first.password());
    }
}
