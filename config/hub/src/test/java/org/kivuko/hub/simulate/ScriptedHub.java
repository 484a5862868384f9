package org.kivuko.hub.simulate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.kivuko.hub.client.HubClient;

/** Answers as it was told to, call by call, and remembers what it was asked. */
final class ScriptedHub implements AutoCloseable {
    private static final String ACCEPTED = "{\"acceptedAt\":\"2026-11-23T08:00:00Z\"}";

    private final HttpServer server;
    private final Deque<Said> script = new ArrayDeque<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** A status of 0 is no answer. */
    private record Said(int status, String body, String retryAfter) {}

    private ScriptedHub(HttpServer server) {
        this.server = server;
    }

    static ScriptedHub open() throws IOException {
        var hub = new ScriptedHub(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        hub.server.createContext("/", hub::answer);
        hub.server.start();
        return hub;
    }

    ScriptedHub accepts() {
        return says(202, ACCEPTED, "");
    }

    ScriptedHub refuses(int status, String code) {
        return says(status, "{\"code\":\"" + code + "\"}", "");
    }

    ScriptedHub asksToWait(String seconds) {
        return says(429, "{\"code\":\"RATE_EXCEEDED\"}", seconds);
    }

    ScriptedHub hangsUp() {
        return says(0, "", "");
    }

    private ScriptedHub says(int status, String body, String retryAfter) {
        script.add(new Said(status, body, retryAfter));
        return this;
    }

    /** Bodies, in the order in which they came. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    HubClient client() {
        return new HubClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "a-key");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Said said = script.removeFirst();
            if (said.status() == 0) {
                return;
            }
            if (!said.retryAfter().isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", said.retryAfter());
            }
            byte[] body = said.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(said.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
