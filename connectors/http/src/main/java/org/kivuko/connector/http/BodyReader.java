package org.kivuko.connector.http;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
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

    /** So little is read and thrown away behind an answer that did not need it, so that the connection can be used again. */
    private static final int LITTLE_BYTES = 64 * 1024;

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

    /**
     * Reads off what nobody wanted, where it is little: a call that is refused before its body was looked at. A server that leaves
     * it lying closes the connection behind the answer, and the next call over it is lost.
     *
     * @return whether nothing is left, as it is where the body was read before
     */
    static CompletableFuture<Boolean> rest(Request request) {
        long length = request.getLength();
        boolean waits = request.getHeaders().contains(HttpHeader.EXPECT);
        if (length > 0 && length <= LITTLE_BYTES && !waits) {
            return read(request, 0).thenApply(body -> !(body instanceof Broken));
        }
        boolean none = length == 0 || (length < 0 && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
        return CompletableFuture.completedFuture(none || isAtEnd(request));
    }

    private static boolean isAtEnd(Request request) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
            return false;
        }
        boolean end = !Content.Chunk.isFailure(chunk) && chunk.isLast() && chunk.remaining() == 0;
        chunk.release();
        return end;
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
