package org.kivuko.hub.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.hub.Main;

class AlertsActiveTest {
    private static final String FIRST = "max=2&channel=live";

    @TempDir
    Path data;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer hub;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(data.resolve("keys"));
        Files.writeString(data.resolve("keys/UGA.DCIC.key"), "secret\n");
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @AfterEach
    void close() {
        hub.stop(0);
    }

    private void answers(Map<String, String> bodies) {
        hub.createContext("/v1/alerts/active", exchange -> {
            String query = exchange.getRequestURI().getRawQuery();
            asked.add(query);
            byte[] body = bodies.getOrDefault(query, "{\"code\":\"SCHEMA_VIOLATION\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(bodies.containsKey(query) ? 200 : 400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        hub.start();
    }

    private int run(StringWriter said) {
        return Main.commandLine()
                .setOut(new PrintWriter(said))
                .execute(
                        "alerts",
                        "active",
                        "--as",
                        "UGA.DCIC",
                        "--max",
                        "2",
                        "--data",
                        data.toString(),
                        "--url",
                        "http://127.0.0.1:" + hub.getAddress().getPort());
    }

    @Test
    void asksToTheEndAndPrintsOneAlertOnALine() {
        // Given a page that is empty although there is more
        answers(Map.of(
                FIRST,
                "{\"alerts\":[{\"delivery\":\"a\"},{\"delivery\":\"b\"}],\"next\":\"m_-=\"}",
                FIRST + "&after=m_-%3D",
                "{\"alerts\":[],\"next\":\"n\"}",
                FIRST + "&after=n",
                "{\"alerts\":[{\"delivery\":\"c\"}]}"));
        var said = new StringWriter();

        // When
        int exit = run(said);

        // Then
        assertThat(exit).isZero();
        assertThat(asked).containsExactly(FIRST, FIRST + "&after=m_-%3D", FIRST + "&after=n");
        assertThat(said.toString().lines())
                .containsExactly("{\"delivery\":\"a\"}", "{\"delivery\":\"b\"}", "{\"delivery\":\"c\"}");
    }

    @Test
    void showsWhatItWasToldWhereTheRestIsRefusedAndEndsWithOne() {
        // Given
        answers(Map.of(FIRST, "{\"alerts\":[{\"delivery\":\"a\"}],\"next\":\"gone\"}"));
        var said = new StringWriter();

        // When
        int exit = run(said);

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(said.toString().lines()).containsExactly("{\"delivery\":\"a\"}", "{\"code\":\"SCHEMA_VIOLATION\"}");
    }
}
