package org.kivuko.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.kivuko.model.MessageJson;

/** An agency's receiver of what is pushed. Answers 204 until it is told otherwise. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile int status = 204;

    record Call(String id, String type, JsonNode message, int status) {}

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int answer = status;
        calls.add(new Call(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                MessageJson.tree(body),
                answer));
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/kivuko";
    }

    void answer(int other) {
        status = other;
    }

    List<Call> calls() {
        return calls;
    }

    /** What it has taken over, of that kind. */
    List<JsonNode> taken(String type) {
        return calls.stream()
                .filter(call -> call.status() / 100 == 2)
                .map(Call::message)
                .filter(message -> message.get("type").asText().equals(type))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
