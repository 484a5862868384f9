package org.kivuko.hub.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.kivuko.connector.postgres.EmbeddedDatabase;
import org.kivuko.connector.postgres.PostgresLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the data folders of all hubs of tests begin with: PostgreSQL's programs, and an empty ledger. Making both takes most of a first
 * start, so they are kept in a folder of the user, which is made once for each version of the hub:
 * {@code ~/.cache/kivuko-testkit}, or the one that the property {@code kivuko.testkit.cache} names. Thread-safe.
 */
final class Ground {
    private static final String MIGRATIONS = "/org/kivuko/connector/postgres/migrations";
    private static final String SERVER = "/org/kivuko/connector/postgres/server.properties";
    private static final List<Path> PARTS = List.of(Path.of("postgres", "cluster"), Path.of("secrets", "postgres"));

    private static final FileAttribute<Set<PosixFilePermission>> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Logger LOG = LoggerFactory.getLogger(Ground.class);

    private Ground() {}

    /** Lays it in a new data folder, and gives the folder of the programs; empty where nothing can be kept on this machine. */
    static Optional<Path> lay(Path data) {
        Path cache = cache();
        try {
            Path ready = ready(cache);
            for (Path part : PARTS) {
                copy(ready.resolve(part), data.resolve(part));
            }
            return Optional.of(cache);
        } catch (IOException e) {
            LOG.warn("nothing is kept in {} for the next start of a hub for tests", cache, e);
            return Optional.empty();
        }
    }

    private static Path cache() {
        String named = System.getProperty("kivuko.testkit.cache");
        return named != null ? Path.of(named) : Path.of(System.getProperty("user.home"), ".cache", "kivuko-testkit");
    }

    private static synchronized Path ready(Path cache) throws IOException {
        Path ready = cache.resolve("ledger-" + version());
        if (!Files.isDirectory(ready)) {
            makeFolder(cache);
            // Complete or absent: whoever makes it at the same time is as good.
            Path making = Files.createTempDirectory(cache, "making-");
            make(making, cache);
            try {
                Files.move(making, ready, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (!Files.isDirectory(ready)) {
                    throw e;
                }
            }
        }
        return ready;
    }

    private static void makeFolder(Path cache) throws IOException {
        Files.createDirectories(cache);
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwx------"));
    }

    private static void make(Path folder, Path programs) throws IOException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, programs)) {
            PostgresLedger.open(database.address(), Clock.systemUTC()).close();
        }
    }

    /** Of what the ledger is made from: another one needs another ground. */
    private static String version() throws IOException {
        var sum = new CRC32();
        add(sum, Ground.class.getResource(SERVER));
        URL migrations = Ground.class.getResource(MIGRATIONS);
        try {
            addAll(sum, migrations.toURI());
        } catch (URISyntaxException e) {
            throw new IOException(migrations + " cannot be read", e);
        }
        return Long.toHexString(sum.getValue());
    }

    private static void addAll(CRC32 sum, URI folder) throws IOException {
        if (folder.getScheme().equals("file")) {
            addAll(sum, Path.of(folder));
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
            addAll(sum, jar.provider().getPath(folder));
        }
    }

    private static void addAll(CRC32 sum, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                sum.update(Files.readAllBytes(file));
            }
        }
    }

    private static void add(CRC32 sum, URL file) throws IOException {
        try (InputStream in = file.openStream()) {
            sum.update(in.readAllBytes());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy, OWNER);
                } else {
                    Files.createDirectories(copy.getParent(), OWNER);
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
