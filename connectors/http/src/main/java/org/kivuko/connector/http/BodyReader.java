package org.kivuko.connector.http;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads one body, up to a limit and within a time, without holding a thread while nothing arrives. */
final class BodyReader {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Request request;
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Body> done = new CompletableFuture<>();
    private final long begin = System.nanoTime();

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

    /** More than the limit; the rest was not read. */
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
        if (bytes.size() + part.length > limit) {
            done.complete(new TooLarge());
            return;
        }
        bytes.writeBytes(part);
        if (last) {
            done.complete(new Whole(bytes.toByteArray()));
        }
    }
}
