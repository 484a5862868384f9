package org.kivuko.hub.doctor;

import static org.kivuko.hub.doctor.Finding.finding;
import static org.kivuko.hub.doctor.Finding.fine;
import static org.kivuko.hub.doctor.Finding.mend;
import static org.kivuko.hub.doctor.Finding.unknown;
import static org.kivuko.hub.doctor.Phrase.asItIs;
import static org.kivuko.hub.doctor.Phrase.say;

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
        Phrase todo = say("room.todo");
        try {
            long free = Files.getFileStore(place).getUsableSpace();
            return finding(free >= LEAST_FREE, "DISK_ROOM", say("room"), say("room.found", free >> 20), todo);
        } catch (IOException unreadable) {
            return unknown("DISK_ROOM", say("room"), say("room.silent"), todo);
        }
    }

    static Finding kind(Optional<Mount> mount) {
        Phrase what = say("kind");
        Phrase todo = say("kind.todo");
        if (mount.isEmpty()) {
            return unknown("DISK_KIND", what, say("found.kernel"), todo);
        }
        String type = mount.get().type();
        if (mount.get().inMemory()) {
            return mend("DISK_KIND", what, say("kind.memory", type), todo);
        }
        return finding(!mount.get().overNetwork(), "DISK_KIND", what, asItIs(type), say("kind.network"));
    }

    private Finding encryption(Optional<Mount> mount) {
        Phrase what = say("encryption");
        if (mount.isEmpty() || mount.get().device().startsWith("0:")) {
            Phrase found = mount.map(it -> say("encryption.silent", it.type())).orElse(say("found.kernel"));
            return unknown("DISK_ENCRYPTION", what, found, say("encryption.sure"));
        }
        return kernel.encrypted(mount.get().device())
                ? fine("DISK_ENCRYPTION", what, say("encryption.fine"))
                : mend("DISK_ENCRYPTION", what, say("encryption.plain"), say("encryption.todo"));
    }

    /** The median of some writes that are synced one by one, as a journal does. */
    private static Finding speed(Path place) {
        Phrase what = say("sync");
        try {
            Duration median = median(place);
            Phrase found = say("sync.found", median.toNanos() / 1_000);
            return finding(median.compareTo(SLOWEST) <= 0, "DISK_SYNC", what, found, say("sync.todo"));
        } catch (IOException unwritable) {
            return unknown("DISK_SYNC", what, say("sync.unwritable", place), say("todo.user"));
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
