package org.kivuko.connector.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** One server for the tests that do not break theirs; the programs are unpacked once per build folder. */
final class SharedServer {
    static final Path BINARIES = Path.of("target", "postgres-programs");

    private static Path data;
    private static EmbeddedDatabase server;

    private SharedServer() {}

    static synchronized LedgerAddress address() {
        if (server == null) {
            try {
                Files.createDirectories(Path.of("target"));
                data = Files.createTempDirectory(Path.of("target"), "shared-");
                server = EmbeddedDatabase.start(data, BINARIES);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(SharedServer::stop));
        }
        return server.address();
    }

    private static synchronized void stop() {
        try {
            server.close();
            try (var files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
