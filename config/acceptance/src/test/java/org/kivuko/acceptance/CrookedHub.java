package org.kivuko.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.kivuko.model.MessageJson;

/** A hub with a defect, as seen from outside: a sound one behind a proxy that alters questions or answers. */
final class CrookedHub implements AutoCloseable {
    /** What the HTTP client or server writes itself. */
    private static final Set<String> OWN =
            Set.of("host", "content-length", "connection", "transfer-encoding", "expect");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI sound;
    private final Defect defect;

    private CrookedHub(URI sound, Defect defect) throws IOException {
        this.sound = sound;
        this.defect = defect;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    /** Stands before the hub at this address. */
    static CrookedHub before(URI sound, Defect defect) {
        try {
            return new CrookedHub(sound, defect);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A call; {@code path} with what is asked behind it, names of {@code headers} in small letters. */
    record Asked(String method, String path, Map<String, String> headers, byte[] body) {
        boolean is(String method, String path) {
            return this.method.equals(method) && this.path.split("\\?", -1)[0].matches(path);
        }

        Asked with(String path) {
            return new Asked(method, path, headers, body);
        }

        Asked with(byte[] body) {
            return new Asked(method, path, headers, body);
        }

        Asked header(String name, String value) {
            var changed = new TreeMap<>(headers);
            changed.put(name, value);
            return new Asked(method, path, changed, body);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The same with another body, where it is a JSON object. */
        Asked altered(Consumer<ObjectNode> change) {
            return with(change(body, change));
        }
    }

    /** An answer. */
    record Told(int status, Map<String, String> headers, byte[] body) {
        Told with(int status) {
            return new Told(status, headers, body);
        }

        Told with(byte[] body) {
            return new Told(status, headers, body);
        }

        Told without(String header) {
            var changed = new TreeMap<>(headers);
            changed.remove(header);
            return new Told(status, changed, body);
        }

        Told header(String name, String value) {
            var changed = new TreeMap<>(headers);
            changed.put(name, value);
            return new Told(status, changed, body);
        }

        Told altered(Consumer<ObjectNode> change) {
            return with(change(body, change));
        }

        JsonNode json() {
            return MessageJson.tree(body);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        Told replaced(UnaryOperator<String> change) {
            return with(change.apply(text()).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The hub behind. */
    interface Sound {
        Told ask(Asked asked);
    }

    /** What it does to a call. */
    interface Defect {
        Told pass(Asked asked, Sound hub);
    }

    private static byte[] change(byte[] body, Consumer<ObjectNode> change) {
        try {
            if (MessageJson.tree(body) instanceof ObjectNode object) {
                change.accept(object);
                return MessageJson.write(object);
            }
        } catch (RuntimeException notJson) {
            return body;
        }
        return body;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new TreeMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            Told told = defect.pass(
                    new Asked(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            headers,
                            exchange.getRequestBody().readAllBytes()),
                    this::ask);
            told.headers().forEach((name, value) -> {
                if (!OWN.contains(name)) {
                    exchange.getResponseHeaders().set(name, value);
                }
            });
            boolean empty = told.body().length == 0;
            exchange.sendResponseHeaders(told.status(), empty ? -1 : told.body().length);
            if (!empty) {
                exchange.getResponseBody().write(told.body());
            }
        }
    }

    private Told ask(Asked asked) {
        var request = HttpRequest.newBuilder(sound.resolve(asked.path()))
                .method(
                        asked.method(),
                        asked.body().length == 0 && !asked.method().equals("POST")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(asked.body()));
        asked.headers().forEach((name, value) -> {
            if (!OWN.contains(name)) {
                request.header(name, value);
            }
        });
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            var headers = new TreeMap<String, String>();
            answer.headers()
                    .map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            return new Told(answer.statusCode(), headers, answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
