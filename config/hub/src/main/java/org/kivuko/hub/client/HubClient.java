package org.kivuko.hub.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.kivuko.model.MessageJson;

/** Speaks to a hub over HTTP as one agency. Thread-safe. */
public final class HubClient {
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final HttpClient http;
    private final URI base;
    private final Optional<String> key;

    /** A client of the hub at {@code base}, with the key of its agency. */
    public HubClient(URI base, String key) {
        this(base, key, Optional.empty());
    }

    /**
     * The same over TLS.
     *
     * @param tls by which the hub is believed; absent for what this machine believes
     */
    public HubClient(URI base, String key, Optional<SSLContext> tls) {
        this(base, Optional.of(key), tls);
    }

    private HubClient(URI base, Optional<String> key, Optional<SSLContext> tls) {
        this.base = base;
        this.key = key;
        var builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
        tls.ifPresent(builder::sslContext);
        http = builder.build();
    }

    /** A client for what a hub tells anybody. */
    public static HubClient ofNobody(URI base, Optional<SSLContext> tls) {
        return new HubClient(base, Optional.empty(), tls);
    }

    /**
     * What the hub answered.
     *
     * @param retryAfter how long the hub asks to be left alone, where it says so in seconds
     */
    public record Answer(int status, String body, Optional<Duration> retryAfter) {
        public boolean fine() {
            return status / 100 == 2;
        }
    }

    /** Posts a message; {@code query} holds what is said beside a CAP alert. */
    public Answer post(byte[] message, String contentType, Map<String, String> query) throws IOException {
        return send(request("/v1/messages" + text(query))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(message)));
    }

    /** Fetches deliveries; they stay leased for a minute. */
    public Answer inbox(int max, Duration wait, String channel) throws IOException {
        return send(request("/v1/inbox?max=" + max + "&wait=" + wait + "&channel=" + channel)
                .GET());
    }

    /** Takes a delivery over. */
    public Answer acknowledge(String delivery) throws IOException {
        return send(request("/v1/inbox/" + delivery + "/ack").POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Fetches receipts; they stay leased for a minute. */
    public Answer receipts(int max) throws IOException {
        return send(request("/v1/receipts?max=" + max).GET());
    }

    /** Takes a receipt over. */
    public Answer acknowledgeReceipt(String receipt) throws IOException {
        return send(request("/v1/receipts/" + receipt + "/ack").POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Posts anything else. */
    public Answer post(String path, String body, String contentType) throws IOException {
        return send(request(path)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    /** Posts JSON. */
    public Answer post(String path, ObjectNode body) throws IOException {
        return post(path, new String(MessageJson.write(body), StandardCharsets.UTF_8), "application/json");
    }

    /** Any other question. */
    public Answer get(String path) throws IOException {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        var request = HttpRequest.newBuilder(base.resolve(pathAndQuery)).timeout(PATIENCE);
        key.ifPresent(it -> request.header("Authorization", "Bearer " + it));
        return request;
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Retry-After").flatMap(HubClient::seconds));
        } catch (ConnectException e) {
            var nobody = new ConnectException("no hub answers at " + base + "; is it running?");
            nobody.initCause(e);
            throw nobody;
        } catch (SSLHandshakeException e) {
            throw new IOException(
                    "who answers at " + base + " is not believed to be the hub: KIVUKO_CA has to name the file with the"
                            + " certificate of the authority that vouches for it (" + e.getMessage() + ")",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the hub", e);
        }
    }

    private static Optional<Duration> seconds(String header) {
        return header.matches("\\d{1,9}") ? Optional.of(Duration.ofSeconds(Long.parseLong(header))) : Optional.empty();
    }

    private static String text(Map<String, String> query) {
        return query.isEmpty()
                ? ""
                : query.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
