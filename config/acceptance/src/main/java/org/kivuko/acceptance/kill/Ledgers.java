package org.kivuko.acceptance.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Reads the journals of a folder while they grow, and keeps a {@link Tally} by them. A thread of its own until closed. */
final class Ledgers implements AutoCloseable {
    private static final long PAUSE_MILLIS = 30;
    private static final int MOST_AT_ONCE = 1 << 20;

    private final Path folder;
    private final Tally tally;
    private final Map<Path, Long> read = new HashMap<>();
    private final Map<String, Set<String>> seen = new HashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "ledgers");
    private volatile Throwable failure;

    Ledgers(Path folder, Tally tally) {
        this.folder = folder;
        this.tally = tally;
        thread.setDaemon(true);
        thread.start();
    }

    private void follow() {
        try {
            do {
                look();
            } while (!stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (IOException | InterruptedException | RuntimeException e) {
            failure = e;
        }
    }

    private void look() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Journal::isOne).toList()) {
                while (lookInto(file)) {
                    // There is more of it.
                }
            }
        }
    }

    private boolean lookInto(Path file) throws IOException {
        long begin = read.getOrDefault(file, 0L);
        if (Files.size(file) == begin) {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.allocate(MOST_AT_ONCE);
        try (var channel = FileChannel.open(file)) {
            channel.read(bytes, begin);
        }
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
        int end = text.lastIndexOf('\n') + 1;
        text.substring(0, end).lines().map(Line::parse).forEach(line -> note(file, line));
        read.put(file, begin + end);
        return bytes.position() == MOST_AT_ONCE;
    }

    private void note(Path file, Line line) {
        if (line instanceof Line.Sent sent) {
            tally.copies.incrementAndGet();
            if (sent.kind() == Planned.Kind.ORIGINAL) {
                tally.accepted.incrementAndGet();
            }
            tally.progress();
        } else if (line instanceof Line.Handed handed) {
            tally.handedOver.addAndGet(first(file, handed.delivery()));
            tally.progress();
        } else if (line instanceof Line.Receipt receipt) {
            tally.receipts.addAndGet(receipt.judged() ? first(file, receipt.id()) : 0);
            tally.progress();
        }
    }

    private int first(Path file, String delivery) {
        return seen.computeIfAbsent(file.toString(), any -> new HashSet<>()).add(delivery) ? 1 : 0;
    }

    /** Throws if a journal could not be read. */
    void verify() {
        if (failure instanceof IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        if (failure != null) {
            throw new IllegalStateException("the ledgers are not read any more", failure);
        }
    }

    @Override
    public void close() {
        stop.countDown();
    }
}
