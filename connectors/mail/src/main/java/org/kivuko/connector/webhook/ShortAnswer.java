package org.kivuko.connector.webhook;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpHeader;

/** Waits for the status of an answer. Nothing in its body is of use: a little of it is read off, so that the connection can serve again. */
final class ShortAnswer implements Response.Listener {
    private static final int MOST_BYTES = 16 * 1024;
    /** More is no advice that anybody would follow. */
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    private final CompletableFuture<SignedCalls.Result> answer = new CompletableFuture<>();
    private int read;

    /** Waits; the client itself gives up earlier than {@code most}. */
    SignedCalls.Result await(Duration most) throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void onHeaders(Response response) {
        String after = response.getHeaders().get(HttpHeader.RETRY_AFTER);
        Optional<Duration> seconds = Optional.ofNullable(after)
                .map(String::strip)
                .filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
        answer.complete(new SignedCalls.Answered(response.getStatus(), seconds));
    }

    @Override
    public void onContent(Response response, ByteBuffer content) {
        read += content.remaining();
        content.position(content.limit());
        if (read > MOST_BYTES) {
            var unused = response.abort(new IllegalStateException("an answer is short"));
        }
    }

    @Override
    public void onComplete(Result result) {
        if (result.isFailed()) {
            answer.completeExceptionally(result.getFailure());
        }
    }
}
