package org.kivuko.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import java.util.UUID;
import org.kivuko.hub.safety.FileCheck;

/**
 * The folder in which a hub keeps what must survive it: keys, secrets, the broker's journal, the database. Readable by its
 * owner alone, and used by one hub at a time.
 */
public final class DataFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final int SECRET_BYTES = 32;

    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Opens the folder, made where it is missing, and keeps others out until {@link #close}.
     *
     * @throws StartRefused where another hub uses it
     */
    public static DataFolder open(Path root) throws IOException {
        Path absolute = root.toAbsolutePath().normalize();
        makeFolder(absolute);
        Path lockFile = absolute.resolve(FileCheck.LOCK);
        if (!Files.exists(lockFile)) {
            closeToOthers(absolute);
        }
        var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw new StartRefused(
                    "another hub is running on the data folder " + absolute + "; stop it, or name another with --data");
        }
        return new DataFolder(absolute, channel, lock);
    }

    /** Somebody made it for the hub; nothing that anybody could have read has been in it yet. */
    private static void closeToOthers(Path folder) throws IOException {
        try {
            Files.setPosixFilePermissions(folder, OWNER_FOLDER);
        } catch (FileSystemException notOurs) {
            // Where it stays open the start is refused by the rule about it.
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    public Path root() {
        return root;
    }

    /** A folder in it, made where it is missing. */
    public Path folder(String name) throws IOException {
        return makeFolder(root.resolve(name));
    }

    /** A secret of 32 random bytes, made where it is missing and kept for the life of the folder. */
    public byte[] secret(String name) throws IOException {
        return secret(folder("secrets").resolve(name));
    }

    /** A secret in a file, made where it is missing. */
    static byte[] secret(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] fresh = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(fresh);
            writeOwnerOnly(file, fresh);
        }
        byte[] secret = Files.readAllBytes(file);
        if (secret.length != SECRET_BYTES) {
            throw new StartRefused("the secret " + file + " should have 32 bytes and has " + secret.length
                    + "; restore it from the backup, without it no digest in the ledger can be compared");
        }
        return secret;
    }

    /** Of the hub whose folder this is, among those that share its database. */
    public UUID id() throws IOException {
        return UUID.nameUUIDFromBytes(secret("hub"));
    }

    /** Writes a file that its owner alone can read, as a whole or not at all. */
    static void writeOwnerOnly(Path file, byte[] content) throws IOException {
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(), ".draft", null, PosixFilePermissions.asFileAttribute(OWNER_FILE));
        Files.write(draft, content);
        try (var written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static Path makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(folder)) {
                throw there;
            }
        }
        return folder;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
