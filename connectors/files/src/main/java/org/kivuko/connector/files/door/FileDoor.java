package org.kivuko.connector.files.door;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door at which agencies post and fetch with nothing but files: a folder for each, whose rights on disk say who it is,
 * or one on a server of its own.
 * Thread-safe.
 */
public final class FileDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileDoor.class);
    private static final int AT_ONCE = 4;
    private static final long STOP_SECONDS = 10;
    private static final Set<PosixFilePermission> OTHERS_CHANGE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path base;
    private final FileDoorPorts ports;
    private final Names names = new Names();
    private final Map<Site, AgencyPlace> places = new ConcurrentHashMap<>();
    private final FileChannel lock;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(daemon("file-door"));
    private final ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE, daemon("file-door-look"));
    /** A thread for each server that is being looked at: one that hangs keeps nobody else waiting. */
    private final ExecutorService farAway = Executors.newCachedThreadPool(daemon("file-door-server"));

    private ScheduledFuture<?> looks;

    private FileDoor(Path base, FileDoorPorts ports, FileChannel lock) {
        this.base = base;
        this.ports = ports;
        this.lock = lock;
    }

    /**
     * Opens the door and looks into the folders from now on.
     *
     * @param base made where it is missing
     * @param every how long to rest between two looks; a file is taken at the second look that finds it as it was
     * @throws UnsafeFolder where others than the hub can put something into the place of a folder, or where another hub is at it
     * @throws IOException where it cannot be used at all
     */
    public static FileDoor open(Path base, Duration every, FileDoorPorts ports) throws IOException, UnsafeFolder {
        Path absolute = base.toAbsolutePath().normalize();
        Files.createDirectories(absolute.getParent());
        Places.make(absolute, "rwxr-xr-x");
        HeldFolder.open(absolute, Steps.UNSEEN).close();
        if (canBeChangedByOthers(absolute)) {
            throw new UnsafeFolder("the folder of the file door can be changed by others than its owner: " + absolute
                    + "; take that right from them (chmod go-w)");
        }
        FileChannel lock = FolderLock.take(
                absolute, "another hub has its file door at " + absolute + "; give each hub a folder of its own");
        var door = new FileDoor(absolute, ports, lock);
        door.looks = door.clock.scheduleWithFixedDelay(door::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return door;
    }

    /** Whether others than its owner can put something into the place of what lies in a folder. */
    public static boolean canBeChangedByOthers(Path folder) throws IOException {
        return Files.getPosixFilePermissions(folder).stream().anyMatch(OTHERS_CHANGE::contains);
    }

    private void look() {
        try {
            Set<Site> sites = ports.sites().get();
            leave(sites);
            for (Site site : sites) {
                AgencyPlace place = places.computeIfAbsent(
                        site, known -> new AgencyPlace(known.agency(), ports, home(known), names));
                if (place.begin()) {
                    (site.server().isPresent() ? farAway : workers).execute(place::look);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("the file door cannot look: {}", e.getClass().getName());
        }
    }

    private void leave(Set<Site> sites) {
        var left = new HashSet<>(places.keySet());
        left.removeAll(sites);
        left.forEach(site -> close(places.remove(site)));
    }

    private static void close(AgencyPlace place) {
        try {
            place.close();
        } catch (IOException e) {
            LOG.debug("the place of an agency cannot be closed", e);
        }
    }

    private Home home(Site site) {
        return site.server()
                .<Home>map(server -> new SftpHome(server, Steps.UNSEEN))
                .orElseGet(() -> new Home.Here(base.resolve(site.agency().toString()), Steps.UNSEEN));
    }

    /** Whose folder cannot be used as it is, in one sentence; empty where all can. */
    public String trouble() {
        List<String> unusable = places.entrySet().stream()
                .filter(entry -> !entry.getValue().trouble().isEmpty())
                .map(entry -> entry.getKey().agency() + " (" + entry.getValue().trouble() + ")")
                .sorted()
                .toList();
        return unusable.isEmpty() ? "" : "folders that cannot be used as they are: " + String.join(", ", unusable);
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** What is being looked at is looked at to its end. */
    @Override
    public void close() throws IOException {
        looks.cancel(false);
        clock.shutdownNow();
        workers.shutdown();
        farAway.shutdown();
        end(workers);
        end(farAway);
        places.values().forEach(FileDoor::close);
        lock.close();
    }

    private static void end(ExecutorService looking) {
        try {
            if (!looking.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                looking.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
