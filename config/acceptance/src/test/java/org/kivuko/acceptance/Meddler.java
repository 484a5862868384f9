package org.kivuko.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Stands between one agency and a hub, and makes of it a hub with a defect. */
final class Meddler implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpServer server;
    private final URI hub;
    private final Defect defect;

    /** What is asked of a hub. */
    record Request(String method, String path, String authorization, String contentType, byte[] body) {
        Request withBody(byte[] other) {
            return new Request(method, path, authorization, contentType, other);
        }

        boolean isPost() {
            return method.equals("POST") && path.startsWith("/v1/messages");
        }

        boolean isInbox() {
            return method.equals("GET") && path.startsWith("/v1/inbox");
        }
    }

    /** What it answers. */
    record Reply(int status, byte[] body, Optional<String> retryAfter) {
        Reply withBody(byte[] other) {
            return new Reply(status, other, retryAfter);
        }
    }

    /** A hub that answers, as a sound one does. */
    interface Sound {
        Reply ask(Request request) throws IOException;
    }

    /** What is wrong with the hub. */
    interface Defect {
        Reply answer(Request request, Sound hub) throws IOException;
    }

    private Meddler(URI hub, Defect defect) throws IOException {
        this.hub = hub;
        this.defect = defect;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    static Meddler before(URI hub, Defect defect) throws IOException {
        return new Meddler(hub, defect);
    }

    /** A defect in what is asked alone. */
    static Defect asked(UnaryOperator<Request> change) {
        return (request, sound) -> sound.ask(change.apply(request));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                            .orElse(""),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                            .orElse("application/json"),
                    exchange.getRequestBody().readAllBytes());
            Reply reply = defect.answer(request, this::ask);
            reply.retryAfter()
                    .ifPresent(seconds -> exchange.getResponseHeaders().set("Retry-After", seconds));
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            if (reply.body().length > 0) {
                exchange.getResponseBody().write(reply.body());
            }
        }
    }

    private Reply ask(Request request) throws IOException {
        var call = HttpRequest.newBuilder(hub.resolve(request.path()))
                .header("Authorization", request.authorization())
                .header("Content-Type", request.contentType())
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        try {
            var answer = http.send(call.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(
                    answer.statusCode(), answer.body(), answer.headers().firstValue("Retry-After"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
