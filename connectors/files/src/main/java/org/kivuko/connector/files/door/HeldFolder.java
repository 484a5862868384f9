package org.kivuko.connector.files.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One folder of this machine, held open. Whatever somebody puts in the place of its name or of a name in it, what is done here is done in this
 * folder and to that entry: no symbolic link is ever followed. Not thread-safe.
 */
final class HeldFolder implements Folder {
    private static final int PIECE = 64 * 1024;
    private static final Set<PosixFilePermission> SHARED = PosixFilePermissions.fromString("rw-rw----");

    private final SecureDirectoryStream<Path> held;
    private final Path path;
    private final Steps steps;

    private HeldFolder(SecureDirectoryStream<Path> held, Path path, Steps steps) {
        this.held = held;
        this.path = path;
        this.steps = steps;
    }

    /**
     * Opens a folder that the operator named.
     *
     * @throws IOException also where the file system does not let anybody hold on to a folder
     */
    @SuppressWarnings("StreamResourceLeak") // The folder holds it open, and closes it.
    static HeldFolder open(Path path, Steps steps) throws IOException {
        return new HeldFolder(secure(Files.newDirectoryStream(path)), path, steps);
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new IOException("this file system does not let a program hold on to a folder");
    }

    /** A folder in this one; a symbolic link is none. */
    HeldFolder sub(String name) throws IOException {
        return new HeldFolder(
                held.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS), path.resolve(name), steps);
    }

    @Override
    public List<Path> first(int most, Predicate<String> wanted) throws IOException {
        var first = new First(most, wanted);
        try (var entries = held.newDirectoryStream(Path.of("."), LinkOption.NOFOLLOW_LINKS)) {
            for (Path entry : entries) {
                first.offer(entry.getFileName());
            }
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        return first.inOrder();
    }

    @Override
    public Optional<BasicFileAttributes> look(Path name) throws IOException {
        try {
            return Optional.of(held.getFileAttributeView(
                            Folder.inside(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes());
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] read(Path name, int most) throws IOException {
        var out = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(PIECE);
        try (SeekableByteChannel channel =
                held.newByteChannel(Folder.inside(name), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            while (out.size() < most && channel.read(buffer) >= 0) {
                int bytes = Math.min(buffer.position(), most - out.size());
                out.write(buffer.array(), 0, bytes);
                buffer.clear();
            }
        }
        return out.toByteArray();
    }

    @Override
    public boolean hasAnotherName(Path name) throws IOException {
        Object links = Files.getAttribute(path.resolve(Folder.inside(name)), "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        return !links.equals(1);
    }

    @Override
    public void write(Path name, byte[] content) throws IOException {
        delete(name);
        try (SeekableByteChannel channel = held.newByteChannel(
                Folder.inside(name),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(SHARED))) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            steps.next();
            ((FileChannel) channel).force(true);
        }
    }

    @Override
    public void stamp(Path name, Instant at) throws IOException {
        held.getFileAttributeView(Folder.inside(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(FileTime.from(at), null, null);
    }

    @Override
    public void move(Path name, Folder to, Path toName) throws IOException {
        steps.next();
        held.move(Folder.inside(name), ((HeldFolder) to).held, Folder.inside(toName));
    }

    @Override
    public void delete(Path name) throws IOException {
        steps.next();
        try {
            held.deleteFile(Folder.inside(name));
        } catch (NoSuchFileException gone) {
            // That is what was wanted.
        }
    }

    @Override
    public void sync() throws IOException {
        steps.next();
        try (SeekableByteChannel channel =
                held.newByteChannel(Path.of("."), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ((FileChannel) channel).force(true);
        }
    }

    @Override
    public void close() throws IOException {
        held.close();
    }
}
