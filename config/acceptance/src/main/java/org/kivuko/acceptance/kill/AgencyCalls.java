package org.kivuko.acceptance.kill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.kivuko.model.MessageJson;

/** The HTTP calls of one agency. A call is answered or throws {@link IOException}; then nobody knows what became of it. */
final class AgencyCalls {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final HttpClient client;
    private final URI hub;
    private final String key;

    AgencyCalls(HttpClient client, URI hub, String key) {
        this.client = client;
        this.hub = hub;
        this.key = key;
    }

    /** An answer: the status and the document. */
    record Answer(int status, JsonNode document) {}

    /** Posts a message. */
    Answer post(byte[] body) throws IOException {
        HttpResponse<byte[]> answer = send(request("/v1/messages")
                .header("Content-Type", "application/cloudevents+json")
                .POST(BodyPublishers.ofByteArray(body))
                .build());
        return new Answer(answer.statusCode(), MessageJson.tree(answer.body()));
    }

    /** Decides about something with a reason; gives the status of the answer. */
    int decide(String path) throws IOException {
        return send(request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"reason\":\"looked at\"}"))
                        .build())
                .statusCode();
    }

    /** Reads a document; empty where the answer is another than 200. */
    Optional<JsonNode> get(String path) throws IOException {
        HttpResponse<byte[]> answer = send(request(path).GET().build());
        return answer.statusCode() == OK ? Optional.of(MessageJson.tree(answer.body())) : Optional.empty();
    }

    /** Text of a page, whatever its status. */
    String text(String path) throws IOException {
        return new String(send(request(path).GET().build()).body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Acknowledges several at once; gives those that were answered 204. */
    List<String> acknowledge(String path, List<String> deliveries) throws IOException {
        var calls = deliveries.stream()
                .map(delivery -> client.sendAsync(
                                request(path + "/" + delivery + "/ack")
                                        .POST(BodyPublishers.noBody())
                                        .build(),
                                BodyHandlers.discarding())
                        .thenApply(answer -> answer.statusCode() == NO_CONTENT)
                        .exceptionally(unknown -> false))
                .toList();
        try {
            CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
        return java.util.stream.IntStream.range(0, calls.size())
                .filter(i -> calls.get(i).join())
                .mapToObj(deliveries::get)
                .toList();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hub.resolve(path)).timeout(LIMIT).header("Authorization", "Bearer " + key);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
