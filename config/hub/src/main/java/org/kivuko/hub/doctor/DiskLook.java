package org.kivuko.hub.doctor;

import static org.kivuko.hub.doctor.Finding.finding;
import static org.kivuko.hub.doctor.Finding.fine;
import static org.kivuko.hub.doctor.Finding.mend;
import static org.kivuko.hub.doctor.Finding.unknown;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The disk of the data folder: room, kind, speed, and whether it is encrypted. Leaves nothing there. */
final class DiskLook {
    private static final long LEAST_FREE = 1536L << 20;
    private static final int BLOCK_BYTES = 4_096;
    private static final int SYNCS = 21;
    private static final Duration SLOWEST = Duration.ofMillis(20);

    private final Kernel kernel;
    private final Path data;

    /** @param data may not be there yet: then the nearest folder above it counts */
    DiskLook(Kernel kernel, Path data) {
        this.kernel = kernel;
        this.data = data;
    }

    List<Finding> findings() {
        Path place = there(data.toAbsolutePath().normalize());
        Optional<Mount> mount = mount(place);
        return List.of(room(place), kind(mount), encryption(mount), speed(place));
    }

    private Optional<Mount> mount(Path place) {
        try {
            return Mount.of(place.toRealPath(), kernel.lines("proc/self/mountinfo"));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static Path there(Path folder) {
        Path place = folder;
        while (!Files.isDirectory(place)) {
            place = place.getParent();
        }
        return place;
    }

    private static Finding room(Path place) {
        String todo = "make room or name a larger disk with --data: below 1 GiB a hub takes nothing";
        try {
            long free = Files.getFileStore(place).getUsableSpace();
            return finding(free >= LEAST_FREE, "DISK_ROOM", "room on the disk", (free >> 20) + " MiB free", todo);
        } catch (IOException unreadable) {
            return unknown("DISK_ROOM", "room on the disk", "the disk does not tell", todo);
        }
    }

    static Finding kind(Optional<Mount> mount) {
        String what = "file system";
        String todo = "put the data folder on a local disk (ext4, xfs, zfs)";
        if (mount.isEmpty()) {
            return unknown("DISK_KIND", what, "the kernel does not tell", todo);
        }
        String type = mount.get().type();
        if (mount.get().inMemory()) {
            return mend("DISK_KIND", what, type + ", which is gone with the power", todo);
        }
        return finding(
                !mount.get().overNetwork(), "DISK_KIND", what, type, todo + ": locks and syncs over a network lie");
    }

    private Finding encryption(Optional<Mount> mount) {
        String what = "encryption at rest";
        String todo = "put the data folder on an encrypted disk (LUKS, an encrypted ZFS dataset)";
        if (mount.isEmpty() || mount.get().device().startsWith("0:")) {
            String found = mount.map(it -> it.type() + " does not tell").orElse("the kernel does not tell");
            return unknown("DISK_ENCRYPTION", what, found, todo + ", or make sure that it is on one");
        }
        return kernel.encrypted(mount.get().device())
                ? fine("DISK_ENCRYPTION", what, "encrypted by the kernel (dm-crypt)")
                : mend(
                        "DISK_ENCRYPTION",
                        what,
                        "the kernel does not encrypt it",
                        todo + "; where the disk or its host encrypts by itself: --accept DISK_ENCRYPTION");
    }

    /** The median of some writes that are synced one by one, as a journal does. */
    private static Finding speed(Path place) {
        String what = "sync of the disk";
        String todo =
                "a slower disk makes every message wait: use an SSD, or a controller whose cache survives a power cut";
        try {
            Duration median = median(place);
            String found = median.toNanos() / 1_000 + " µs for one write";
            return finding(median.compareTo(SLOWEST) <= 0, "DISK_SYNC", what, found, todo);
        } catch (IOException unwritable) {
            return unknown("DISK_SYNC", what, place + " cannot be written by this user", "run as the user of the hub");
        }
    }

    private static Duration median(Path place) throws IOException {
        Path file = Files.createTempFile(place, ".doctor", ".tmp");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long[] nanos = new long[SYNCS];
            for (int i = 0; i < SYNCS; i++) {
                long begin = System.nanoTime();
                channel.write(ByteBuffer.allocate(BLOCK_BYTES), (long) i * BLOCK_BYTES);
                channel.force(false);
                nanos[i] = System.nanoTime() - begin;
            }
            Arrays.sort(nanos);
            return Duration.ofNanos(nanos[SYNCS / 2]);
        } finally {
            Files.delete(file);
        }
    }
}
