package org.kivuko.connector.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * Makes calls that are signed as Standard Webhooks 1.0.0 says. Follows no redirect, keeps no cookie, asks no proxy, and connects only to
 * addresses that it has checked. Thread-safe; what it needs is started with the first call.
 */
public final class SignedCalls implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** So that a receiver whose name nobody answers for holds up no other. */
    private static final int MOST_THREADS = 64;

    private static final int LEAST_THREADS = 2;
    private static final int MOST_AT_ONE_TARGET = 8;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/+; =-]{1,200}");
    private static final int MOST_HEADER_BYTES = 16 * 1024;

    private final InstantSource clock;
    private final Duration patience;
    private final Optional<SocketAddressResolver> names;
    private HttpClient outside;
    private HttpClient inside;

    public SignedCalls(InstantSource clock) {
        this(clock, PATIENCE, Optional.empty());
    }

    /**
     * For tests.
     *
     * @param patience with the target: to be found and reached, and to answer
     * @param names who is asked for addresses; empty: the machine
     */
    SignedCalls(InstantSource clock, Duration patience, Optional<SocketAddressResolver> names) {
        this.clock = clock;
        this.patience = patience;
        this.names = names;
    }

    /** What became of a call. */
    public sealed interface Result {}

    /**
     * The target has answered.
     *
     * @param retryAfter as it states it in whole seconds; empty where it does not
     */
    public record Answered(int status, Optional<Duration> retryAfter) implements Result {
        private static final int HUNDRED = 100;
        private static final int GOOD = 2;

        /** Whether it has taken what was sent. */
        public boolean good() {
            return status / HUNDRED == GOOD;
        }
    }

    /**
     * There was no answer, or no call.
     *
     * @param why in a few words, without anything of what was sent
     */
    public record NotReached(String why) implements Result {}

    /**
     * Posts.
     *
     * @param id by which the receiver knows a repetition; where it would break its line nothing is sent
     */
    public Result post(WebhookSettings target, String id, String contentType, byte[] body) throws InterruptedException {
        Request request;
        try {
            request = request(target, id, contentType, body);
        } catch (RuntimeException unable) {
            // Its secret cannot be read, or is none; or the clock is doubted.
            return new NotReached(
                    "the call cannot be made: " + unable.getClass().getSimpleName());
        }
        var answer = new ShortAnswer();
        try {
            request.send(answer);
            return answer.await(patience.plus(patience));
        } catch (ExecutionException failed) {
            return new NotReached(why(failed.getCause()));
        } catch (TimeoutException | RuntimeException failed) {
            return new NotReached(why(failed));
        }
    }

    private static String why(Throwable failure) {
        return failure instanceof CheckedNames.NotAllowed
                ? failure.getMessage()
                : "the target was not reached: " + failure.getClass().getSimpleName();
    }

    private Request request(WebhookSettings target, String id, String contentType, byte[] body) {
        if (!PLAIN.matcher(id).matches() || !PLAIN.matcher(contentType).matches()) {
            throw new IllegalArgumentException("a head that would be two");
        }
        Instant now = clock.instant();
        long seconds = now.getEpochSecond();
        List<String> secrets = target.secrets().get();
        return client(target.ownNetwork())
                .newRequest(target.url())
                .method(HttpMethod.POST)
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .headers(headers -> headers.put("webhook-id", id)
                        .put("webhook-timestamp", Long.toString(seconds))
                        .put("webhook-signature", Signature.of(secrets, id, seconds, body)))
                .body(new BytesRequestContent(contentType, body));
    }

    private synchronized HttpClient client(boolean ownNetwork) {
        if (ownNetwork) {
            inside = inside == null ? start(true) : inside;
            return inside;
        }
        outside = outside == null ? start(false) : outside;
        return outside;
    }

    private HttpClient start(boolean ownNetwork) {
        var threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        threads.setName("webhooks");
        threads.setDaemon(true);
        var client = new HttpClient(new HttpClientTransportOverHTTP(1));
        client.setExecutor(threads);
        var scheduler = new ScheduledExecutorScheduler("webhooks-times", true);
        client.setScheduler(scheduler);
        client.addBean(scheduler);
        client.setSocketAddressResolver(new CheckedNames(
                names.orElseGet(() -> new SocketAddressResolver.Async(threads, scheduler, patience.toMillis())),
                ownNetwork));
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "Kivuko"));
        client.setConnectTimeout(patience.toMillis());
        client.setIdleTimeout(patience.toMillis());
        client.setMaxConnectionsPerDestination(MOST_AT_ONE_TARGET);
        client.setMaxResponseHeadersSize(MOST_HEADER_BYTES);
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("the client for webhooks does not start", e);
        }
        // A target's challenge or packing is nothing to go into.
        client.getContentDecoderFactories().clear();
        return client;
    }

    @Override
    public synchronized void close() {
        stop(outside);
        stop(inside);
    }

    private static void stop(HttpClient client) {
        try {
            if (client != null) {
                client.stop();
            }
        } catch (Exception e) {
            throw new IllegalStateException("the client for webhooks does not stop", e);
        }
    }
}
