package org.kivuko.connector.http;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads one body, up to a limit and within a time, without holding a thread while nothing arrives. */
final class BodyReader {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /**
     * How much beyond its limit a body is read and thrown away. Who is answered while it still writes sees a closed
     * connection instead of the answer.
     */
    static final int DRAINED_BYTES = 16 * 1024 * 1024;

    private final Request request;
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Body> done = new CompletableFuture<>();
    private final long begin = System.nanoTime();
    private long drained;

    private BodyReader(Request request, int limit) {
        this.request = request;
        this.limit = limit;
    }

    /** What arrived. */
    sealed interface Body {}

    record Whole(byte[] bytes) implements Body {
        @Override
        public String toString() {
            return "Whole[" + bytes.length + " bytes]";
        }
    }

    /** More than the limit; nothing of it was kept. */
    record TooLarge() implements Body {}

    /** Ended early, or came too slowly. */
    record Broken() implements Body {}

    static CompletableFuture<Body> read(Request request, int limit) {
        var reader = new BodyReader(request, limit);
        reader.readOn();
        return reader.done;
    }

    private void readOn() {
        while (!done.isDone()) {
            if (System.nanoTime() - begin > LONGEST.toNanos()) {
                done.complete(new Broken());
                return;
            }
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::readOn);
                return;
            }
            take(chunk);
        }
    }

    private void take(Content.Chunk chunk) {
        if (Content.Chunk.isFailure(chunk)) {
            done.complete(new Broken());
            return;
        }
        byte[] part = new byte[chunk.remaining()];
        chunk.getByteBuffer().get(part);
        boolean last = chunk.isLast();
        chunk.release();
        if (drained > 0 || bytes.size() + part.length > limit) {
            drain(part.length, last);
            return;
        }
        bytes.writeBytes(part);
        if (last) {
            done.complete(new Whole(bytes.toByteArray()));
        }
    }

    private void drain(int length, boolean last) {
        bytes.reset();
        drained += length;
        if (last || drained > DRAINED_BYTES) {
            done.complete(new TooLarge());
        }
    }
}
