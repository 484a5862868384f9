package org.kivuko.hub.conform;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;

/** What is tried: whatever answers at an address. Thread-safe. */
public final class Target {
    private static final Duration ANSWER = Duration.ofSeconds(45);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 5;

    private final URI base;
    private final HttpClient http;
    private final Pause pause;
    private final Duration patience;

    /**
     * A target.
     *
     * @param base what the paths of calls stand behind
     * @param pause how to wait
     * @param patience for how long something is waited for that has to come
     */
    public Target(URI base, HttpClient http, Pause pause, Duration patience) {
        this.base = base;
        this.http = http;
        this.pause = pause;
        this.patience = patience;
    }

    /** How to wait; tests let their clock go on instead. */
    @FunctionalInterface
    public interface Pause {
        /**
         * Waits for so long.
         *
         * @throws InterruptedException where the kit is to end
         */
        void of(Duration time) throws InterruptedException;
    }

    URI base() {
        return base;
    }

    /** How often something is looked for, with this pause between. */
    int attempts(Duration step) {
        return (int) Math.max(1, patience.dividedBy(step));
    }

    Duration patience() {
        return patience;
    }

    void pause(Duration time) throws IOException {
        try {
            pause.of(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting", e);
        }
    }

    /** A call with this key; none where it is empty. Headers as name, value, name, value. */
    Reply call(String key, String method, String path, byte[] body, String... headers) throws IOException {
        Reply reply = once(key, method, path, body, headers);
        for (int attempt = 1; attempt < ATTEMPTS && (reply.status() == 503 || reply.status() == 429); attempt++) {
            pause(retryAfter(reply));
            reply = once(key, method, path, body, headers);
        }
        return reply;
    }

    /** Whoever is not able, or is asked too much, says from when on the same call can be taken. */
    private static Duration retryAfter(Reply reply) {
        String after = reply.header("Retry-After");
        Expect.that(
                after.matches("[0-9]{1,6}"),
                "the header Retry-After with a number of seconds beside HTTP " + reply.status() + " (7 HTTP)",
                after.isEmpty() ? "none" : after);
        Duration asked = Duration.ofSeconds(Long.parseLong(after));
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    private Reply once(String key, String method, String path, byte[] body, String... headers) throws IOException {
        var request = HttpRequest.newBuilder(address(path))
                .timeout(ANSWER)
                .method(
                        method,
                        body.length == 0 && !method.equals("POST")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(
                    method + " " + path.split("\\?", 2)[0], answer.statusCode(), answer.headers(), answer.body());
        } catch (ConnectException e) {
            throw new IOException("nobody answers at " + base + "; is it running?", e);
        } catch (SSLHandshakeException e) {
            throw new IOException(
                    "who answers at " + base
                            + " is not believed: KIVUKO_CA has to name the file with the certificate of the"
                            + " authority that vouches for it (" + e.getMessage() + ")",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for an answer", e);
        }
    }

    private URI address(String path) {
        String before = base.toString();
        return URI.create((before.endsWith("/") ? before.substring(0, before.length() - 1) : before) + path);
    }
}
