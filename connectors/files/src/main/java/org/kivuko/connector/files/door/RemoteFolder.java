package org.kivuko.connector.files.door;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One folder on an agency's server. The server may answer what it likes: names that are no names of files are passed over, and of what
 * it sends only so much is read. Not thread-safe.
 */
final class RemoteFolder implements Folder {
    /** Of one folder in one look; what stands behind them comes once they are gone. */
    private static final int MOST_NAMES = 100_000;

    private final ChannelSftp channel;
    private final String path;
    private final Steps steps;

    private RemoteFolder(ChannelSftp channel, String path, Steps steps) {
        this.channel = channel;
        this.path = path;
        this.steps = steps;
    }

    /** Made where it is missing. */
    static RemoteFolder open(ChannelSftp channel, String path, Steps steps) throws IOException {
        return tried(() -> {
            try {
                channel.lstat(quoted(path));
            } catch (SftpException e) {
                if (e.id != ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                    throw e;
                }
                channel.mkdir(quoted(path));
            }
            return new RemoteFolder(channel, path, steps);
        });
    }

    /** Looks whether there is such a folder that can be listed. */
    static void list(ChannelSftp channel, String path) throws IOException {
        tried(() -> {
            if (!channel.stat(quoted(path)).isDir()) {
                throw new ServerUnusable(ServerTrouble.FOLDER, null);
            }
            channel.ls(quoted(path), entry -> ChannelSftp.LsEntrySelector.BREAK);
            return true;
        });
    }

    /** What is done on the server. */
    private interface Act<T> {
        T done() throws SftpException, IOException;
    }

    private static <T> T tried(Act<T> act) throws IOException {
        try {
            return act.done();
        } catch (SftpException e) {
            if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                var gone = new NoSuchFileException("on an agency's server");
                gone.initCause(e);
                throw gone;
            }
            throw new ServerUnusable("its server answered with status " + e.id, e);
        }
    }

    /** The library takes these for patterns. */
    private static String quoted(String path) {
        return path.replaceAll("[\\\\?*]", "\\\\$0");
    }

    private String at(Path name) {
        return quoted(path + "/" + Folder.inside(name));
    }

    @Override
    public List<Path> first(int most, Predicate<String> wanted) throws IOException {
        var first = new First(most, wanted);
        int[] seen = {0};
        return tried(() -> {
            channel.ls(quoted(path), entry -> {
                if (isName(entry.getFilename())) {
                    first.offer(Path.of(entry.getFilename()));
                }
                return ++seen[0] < MOST_NAMES
                        ? ChannelSftp.LsEntrySelector.CONTINUE
                        : ChannelSftp.LsEntrySelector.BREAK;
            });
            return first.inOrder();
        });
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && !text.equals(".")
                && !text.equals("..")
                && text.chars().noneMatch(c -> c == '/' || c == 0);
    }

    @Override
    public Optional<BasicFileAttributes> look(Path name) throws IOException {
        try {
            SftpATTRS found = tried(() -> channel.lstat(at(name)));
            return Optional.of(new RemoteFile(found));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Not to be seen from here, and the agency's own matter: what is read is on its own server. */
    @Override
    public boolean hasAnotherName(Path name) {
        return false;
    }

    @Override
    public byte[] read(Path name, int most) throws IOException {
        return tried(() -> {
            try (InputStream in = channel.get(at(name))) {
                return in.readNBytes(most);
            }
        });
    }

    @Override
    public void write(Path name, byte[] content) throws IOException {
        delete(name);
        tried(() -> {
            channel.put(new ByteArrayInputStream(content), at(name), ChannelSftp.OVERWRITE);
            return true;
        });
        steps.next();
    }

    @Override
    public void stamp(Path name, Instant at) throws IOException {
        int seconds = (int) Math.min(at.getEpochSecond(), Integer.MAX_VALUE);
        try {
            tried(() -> {
                channel.setMtime(at(name), seconds);
                return true;
            });
        } catch (ServerUnusable notThere) {
            // Not every server lets times be set: what it has written bears its own.
        }
    }

    @Override
    public void move(Path name, Folder to, Path toName) throws IOException {
        steps.next();
        String target = ((RemoteFolder) to).at(toName);
        try {
            tried(() -> renamed(name, target));
        } catch (ServerUnusable notOver) {
            // Not every server renames over what stands there.
            to.delete(toName);
            steps.next();
            tried(() -> renamed(name, target));
        }
    }

    private boolean renamed(Path name, String target) throws SftpException {
        channel.rename(at(name), target);
        return true;
    }

    @Override
    public void delete(Path name) throws IOException {
        steps.next();
        try {
            tried(() -> {
                channel.rm(at(name));
                return true;
            });
        } catch (NoSuchFileException gone) {
            // That is what was wanted.
        }
    }

    /** What the server has confirmed is all that can be known. */
    @Override
    public void sync() {
        steps.next();
    }

    /** The channel is that of all folders. */
    @Override
    public void close() {
        channel.disconnect();
    }
}
