package org.kivuko.acceptance.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A Linux control group of its own: whatever a process in it starts is in it too, whoever its parent is, and all of them are
 * stopped, or killed, in one blow that no new process slips through. Only root has it, where version 2 is mounted and can be
 * written. Process numbers are those that everybody else sees. Not thread-safe.
 */
public final class ControlGroup implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Path MOUNTS = Path.of("/proc/self/mounts");
    private static final Path OWN = Path.of("/proc/self/cgroup");
    private static final String OF_VERSION_2 = "0::/";

    private final Path folder;

    private ControlGroup(Path folder) {
        this.folder = folder;
    }

    /** Makes one; empty where this machine has none for us. */
    public static Optional<ControlGroup> create() throws IOException {
        Optional<Path> place = place();
        if (place.isEmpty()) {
            return Optional.empty();
        }
        String name = "kivuko-" + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet();
        Path folder = place.get().resolve(name);
        try {
            Files.createDirectory(folder);
        } catch (IOException e) {
            // Not root, or mounted for reading alone, as in most containers.
            return Optional.empty();
        }
        var group = new ControlGroup(folder);
        if (group.works()) {
            return Optional.of(group);
        }
        group.close();
        return Optional.empty();
    }

    /** Not in a kernel before 5.14, nor where the place above takes no processes below it. */
    private boolean works() throws IOException {
        if (!Files.isWritable(file("cgroup.kill")) || !Files.isWritable(file("cgroup.freeze"))) {
            return false;
        }
        try {
            return new ProcessBuilder(within(List.of("true")))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where this process is, in the tree of version 2. */
    private static Optional<Path> place() throws IOException {
        if (!Files.isReadable(MOUNTS) || !Files.isReadable(OWN)) {
            return Optional.empty();
        }
        Optional<String> own = Files.readAllLines(OWN).stream()
                .filter(line -> line.startsWith(OF_VERSION_2))
                .map(line -> line.substring(OF_VERSION_2.length()))
                .findFirst();
        return Files.readAllLines(MOUNTS).stream()
                .map(line -> line.split(" ", -1))
                .filter(mount -> mount.length > 2 && mount[2].equals("cgroup2"))
                .map(mount -> Path.of(mount[1]))
                .findFirst()
                .flatMap(mount -> own.map(mount::resolve));
    }

    /** The same command, run in this group; the process that is started becomes the command's. */
    public List<String> within(List<String> command) {
        return Stream.concat(
                        Stream.of(
                                "sh",
                                "-c",
                                "echo $$ > \"$0\" && exec \"$@\"",
                                file("cgroup.procs").toString()),
                        command.stream())
                .toList();
    }

    /** The processes in it at the moment. */
    public List<Long> processes() throws IOException {
        return Files.readAllLines(file("cgroup.procs")).stream()
                .map(Long::parseLong)
                .toList();
    }

    /** Stops all of them; returns once none runs any more. */
    public void freeze() throws IOException {
        write("cgroup.freeze");
        await("frozen 1");
    }

    /** Kills all of them, frozen or not; returns once none is left. The group can be used again. */
    public void kill() throws IOException {
        write("cgroup.kill");
        await("populated 0");
        Files.writeString(file("cgroup.freeze"), "0");
    }

    private void write(String name) throws IOException {
        Files.writeString(file(name), "1");
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private void await(String event) {
        Awaitility.await(event)
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> events().contains(event));
    }

    private List<String> events() throws IOException {
        return Files.readAllLines(file("cgroup.events"));
    }

    /** Kills what is left in it and takes it away. */
    @Override
    public void close() throws IOException {
        if (!processes().isEmpty()) {
            kill();
        }
        Files.delete(folder);
    }
}
