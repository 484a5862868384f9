package org.kivuko.connector.artemis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Measures how long this disk takes to sync a small write, once per data folder. The journal waits that long for others to
 * join a sync; the broker's own default of 3.33 ms would make each lone commit 30 times slower than a good disk is.
 */
final class JournalProbe {
    private static final String RESULT = "journal-buffer-timeout-nanos";
    private static final int BLOCK_BYTES = 4096;
    private static final int WARM_UP = 20;
    private static final int SYNCS = 100;
    private static final int SHORTEST_NANOS = 20_000;
    /** The broker's own default, which fits the slowest disks that it was made for. */
    private static final int LONGEST_NANOS = 3_333_333;

    private JournalProbe() {}

    /** Time-out of the journal's buffer, in nanoseconds; measured where this folder holds no earlier result. */
    static int timeoutNanos(Path folder) throws IOException {
        Path result = folder.resolve(RESULT);
        OptionalInt known = read(result);
        if (known.isPresent()) {
            return known.getAsInt();
        }
        int measured = Math.max(SHORTEST_NANOS, Math.min(LONGEST_NANOS, measure(folder)));
        Files.writeString(result, measured + "\n");
        return measured;
    }

    private static OptionalInt read(Path result) throws IOException {
        if (!Files.exists(result)) {
            return OptionalInt.empty();
        }
        String text = Files.readString(result, StandardCharsets.UTF_8).strip();
        boolean plausible = text.matches("[0-9]{5,7}")
                && Integer.parseInt(text) >= SHORTEST_NANOS
                && Integer.parseInt(text) <= LONGEST_NANOS;
        return plausible ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    private static int measure(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "probe", ".tmp");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // Written before it is measured: the journal, too, syncs into files that have their length already.
            channel.write(ByteBuffer.allocate(BLOCK_BYTES * (WARM_UP + SYNCS)), 0);
            channel.force(true);
            long[] nanos = new long[WARM_UP + SYNCS];
            for (int i = 0; i < nanos.length; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(BLOCK_BYTES), (long) i * BLOCK_BYTES);
                channel.force(false);
                nanos[i] = System.nanoTime() - start;
            }
            long[] counted = Arrays.copyOfRange(nanos, WARM_UP, nanos.length);
            Arrays.sort(counted);
            // The lower quartile: a machine that is busy at its first start must not be slow for ever.
            return (int) Math.min(Integer.MAX_VALUE, counted[counted.length / 4]);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
