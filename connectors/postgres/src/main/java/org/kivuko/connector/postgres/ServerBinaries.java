package org.kivuko.connector.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.kivuko.exchange.LedgerFault;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs, unpacked once from the class path into a folder that only its owner can write to. */
final class ServerBinaries {
    private static final int EXECUTABLE = 0100;

    private ServerBinaries() {}

    /** The folder with {@code bin}, unpacked under {@code cache} where it is not there yet. */
    static Path in(Path cache) throws IOException {
        Path folder = cache.resolve("pgsql-" + version());
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Folders.create(cache);
        // Complete or absent: a start that was killed here leaves nothing that looks like the real folder.
        Path unpacking = Files.createTempDirectory(cache, "pgsql-unpacking-");
        try {
            unpack(unpacking);
            Files.move(unpacking, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another start was faster; which kind of exception says so is the file system's choice.
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        } finally {
            delete(unpacking);
        }
        return folder;
    }

    private static String version() throws IOException {
        var properties = new Properties();
        try (InputStream in = ServerBinaries.class.getResourceAsStream("server.properties")) {
            properties.load(in);
        }
        return properties.getProperty("version");
    }

    private static void unpack(Path folder) throws IOException {
        try (InputStream packed = archive();
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("the archive of PostgreSQL names a place outside of itself");
                }
                unpack(entry, tar, target);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        boolean executable = (entry.getMode() & EXECUTABLE) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------"));
        // Synced before the folder gets its name, or a power cut could leave empty programs under it.
        try (FileChannel file = FileChannel.open(target, StandardOpenOption.WRITE)) {
            file.force(true);
        }
    }

    private static InputStream archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        boolean arm = List.of("aarch64", "arm64").contains(System.getProperty("os.arch"));
        String machine = arm ? "arm_64" : "x86_64";
        String name = "/postgres-" + system + "-" + machine + ".txz";
        InputStream found = ServerBinaries.class.getResourceAsStream(name);
        if (found == null) {
            throw new LedgerFault("no PostgreSQL for this machine on the class path (" + name.substring(1)
                    + "): name a database by its URL instead");
        }
        return found;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
