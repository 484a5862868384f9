package org.kivuko.acceptance.fault;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A disk of its own, as small as is wanted: an ext4 file system in a file, mounted. Its power can be cut: from then on nothing
 * more reaches it, and what had not been synced is gone. Only Linux has it, and only for root. Not thread-safe.
 */
public final class LoopDisk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopDisk.class);
    /** What killed processes still hold is let go within this. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final List<String> NEEDED = List.of("mkfs.ext4", "mount", "umount", "sync", "fallocate");
    private static final String BALLAST = "ballast-";
    private static final int TRIES = 20;
    private static final long NOTHING_LEFT = 1 << 16;
    private static final long MIB = 1 << 20;

    private final Path image;
    private final Path folder;
    private final List<Path> ballast = new ArrayList<>();
    private boolean mounted;

    private LoopDisk(Path image, Path folder) {
        this.image = image;
        this.folder = folder;
    }

    /** What this machine lacks, each as a few words; empty where {@link #create} can be called. */
    public static List<String> missing() {
        var missing = new ArrayList<String>();
        if (!System.getProperty("os.name").equals("Linux")) {
            missing.add("Linux");
        }
        if (!System.getProperty("user.name").equals("root")) {
            missing.add("the rights of root");
        }
        if (!Files.exists(Path.of("/dev/loop-control"))) {
            missing.add("loop devices (/dev/loop-control)");
        }
        NEEDED.stream().filter(program -> !Programs.has(program)).forEach(missing::add);
        if (Shutdown.program().isEmpty()) {
            missing.add("python3 or perl");
        }
        return List.copyOf(missing);
    }

    /**
     * Makes an empty one and mounts it.
     *
     * @param image where its bytes are to lie; must not exist
     * @param folder where it is to be seen; is created
     * @param mebibytes its size, at least 16
     */
    public static LoopDisk create(Path image, Path folder, int mebibytes) throws IOException {
        try (var file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(mebibytes * MIB);
        }
        // Ready at once: what is laid out in the background would be written after a cut.
        Programs.run("mkfs.ext4", "-q", "-F", "-m", "0", "-E", "lazy_itable_init=0,nodiscard", image.toString());
        var disk = new LoopDisk(image, Files.createDirectories(folder));
        disk.mount();
        Files.delete(folder.resolve("lost+found"));
        return disk;
    }

    /** Where it is seen. */
    public Path folder() {
        return folder;
    }

    /** Makes it seen again; its own journal is replayed first. */
    public void mount() throws IOException {
        Programs.run("mount", "-t", "ext4", "-o", "loop", image.toString(), folder.toString());
        mounted = true;
    }

    /** Takes room, without writing much, until only so many bytes are left; {@link #makeRoom} gives it back. */
    public void fill(long left) throws IOException {
        long more = free() - left;
        if (more > 0) {
            Path next = folder.resolve(BALLAST + ballast.size());
            ballast.add(next);
            Programs.run("fallocate", "-l", "" + more, next.toString());
        }
    }

    /** Takes all room at once, whoever else is writing; {@link #makeRoom} gives it back. */
    public void fillUp() throws IOException {
        for (int tries = 0; tries < TRIES && free() > NOTHING_LEFT; tries++) {
            try {
                fill(0);
            } catch (IOException e) {
                // Somebody else took some of it meanwhile; what was got so far stays taken.
                LOG.trace("again", e);
            }
        }
        if (free() > NOTHING_LEFT) {
            throw new IOException(folder + " does not fill up");
        }
    }

    /** Gives back all room that was taken. */
    public void makeRoom() throws IOException {
        for (Path file : ballast) {
            Files.deleteIfExists(file);
        }
        ballast.clear();
    }

    /** Bytes that can still be written. */
    public long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** Bytes in all. */
    public long total() throws IOException {
        return Files.getFileStore(folder).getTotalSpace();
    }

    /** Puts everything on the disk that was written so far, whoever wrote it. */
    public void flush() throws IOException {
        Programs.run("sync", "-f", folder.toString());
    }

    /**
     * From now on nothing reaches it, not even its own journal: every call that reads or writes fails. Whoever has files open
     * on it has to be ended next, then {@link #unmount()} and {@link #mount()} give back what had been synced.
     */
    public void cutPower() throws IOException {
        Shutdown.withoutFlush(folder);
    }

    /** Nobody sees it any more. Waits for those that still have files open on it. */
    public void unmount() throws IOException {
        try {
            Awaitility.await().atMost(LIMIT).pollDelay(Duration.ZERO).until(this::unmounted);
        } catch (ConditionTimeoutException e) {
            throw new IOException(folder + " is still in use", e);
        }
    }

    private boolean unmounted() {
        try {
            Programs.run("umount", folder.toString());
            mounted = false;
            return true;
        } catch (IOException e) {
            // Most likely busy: it is tried again, and given up in the end.
            return false;
        }
    }

    /** Nobody sees it any more. Its image stays with all that is on it, and can be mounted by whoever looks for what went wrong. */
    @Override
    public void close() throws IOException {
        if (mounted) {
            unmount();
        }
    }
}
