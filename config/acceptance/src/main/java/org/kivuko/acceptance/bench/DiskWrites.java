package org.kivuko.acceptance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.kivuko.acceptance.EmbeddedLedger;

/** What this process and the database of a hub in it have had written to the disk, as the kernel of Linux counts it. */
final class DiskWrites {
    private static final String COUNTER = "write_bytes: ";

    private DiskWrites() {}

    /**
     * Bytes so far; empty where no kernel says so.
     *
     * @param data the hub's data folder
     */
    static OptionalLong now(Path data) throws IOException {
        if (!Files.isReadable(Path.of("/proc/self/io"))) {
            return OptionalLong.empty();
        }
        Stream<ProcessHandle> database = Files.readAllLines(EmbeddedLedger.lockFile(data)).stream()
                .limit(1)
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())).stream())
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()));
        return OptionalLong.of(Stream.concat(Stream.of(ProcessHandle.current()), database)
                .mapToLong(process -> of(process.pid()))
                .sum());
    }

    private static long of(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", "" + pid, "io")).stream()
                    .filter(line -> line.startsWith(COUNTER))
                    .mapToLong(line -> Long.parseLong(line.substring(COUNTER.length())))
                    .sum();
        } catch (IOException e) {
            // It has ended meanwhile, or is somebody else's: nothing that can be counted.
            return 0;
        }
    }
}
