package org.kivuko.connector.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kivuko.exchange.LedgerFault;

/**
 * The database's part of the data folder: {@code postgres/} with the cluster, {@code secrets/postgres} with the password.
 * One program at a time has it.
 */
final class ServerFolder implements AutoCloseable {
    private static final int SECRET_BYTES = 32;

    /** The folders that this program has. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path own;
    private final Path secrets;
    private final FileChannel lock;

    private ServerFolder(Path own, Path secrets, FileChannel lock) {
        this.own = own;
        this.secrets = secrets;
        this.lock = lock;
    }

    static ServerFolder open(Path data) throws IOException {
        Path root = data.toAbsolutePath().normalize();
        if (root.toString().matches(".*[\"$`\\\\'\\n].*")) {
            throw new LedgerFault("the data folder must be named without quotes, $ and \\, found " + root);
        }
        Folders.create(root);
        Path own = Folders.create(root.resolve("postgres"));
        // Asked first: closing a second channel to the file would give up the lock that the first one holds.
        if (HELD.add(own)) {
            FileChannel lock =
                    FileChannel.open(own.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() != null) {
                return new ServerFolder(own, Folders.create(root.resolve("secrets")), lock);
            }
            lock.close();
            HELD.remove(own);
        }
        throw new LedgerFault("another hub that is running uses the data folder " + root + ": stop it first");
    }

    /** Where the cluster is, once there is one. */
    Path cluster() {
        return own.resolve("cluster");
    }

    boolean hasCluster() {
        return Files.isDirectory(cluster());
    }

    /** A fresh place to make a cluster in; what a start that was killed left there is moved out of the way. */
    Path nursery() throws IOException {
        Path nursery = own.resolve("cluster-in-the-making");
        if (Files.exists(nursery)) {
            Files.move(nursery, own.resolve("abandoned-" + secret().substring(0, 8)));
        }
        return nursery;
    }

    /** Gives the finished cluster its place. */
    void settle(Path nursery) throws IOException {
        Files.move(nursery, cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    Path log() {
        return own.resolve("start.log");
    }

    Path passwordFile() {
        return secrets.resolve("postgres");
    }

    /** The password of the hub at its database, made with the cluster. */
    String password() throws IOException {
        if (!Files.exists(passwordFile())) {
            if (hasCluster()) {
                throw new LedgerFault("the password of the database is missing: " + passwordFile() + " belongs to "
                        + cluster() + ", restore it with the rest of the data folder");
            }
            Folders.write(passwordFile(), secret() + "\n");
        }
        return Files.readString(passwordFile()).strip();
    }

    private static String secret() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    boolean ownedByRoot() throws IOException {
        return Folders.ownedByRoot(own.resolve("lock"));
    }

    @Override
    public void close() throws IOException {
        lock.close();
        HELD.remove(own);
    }
}
