package org.kivuko.hub.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.hub.client.HubClient;
import org.kivuko.model.AgencyId;

/** Seen to fail where the simulated agencies read every inbox: the README's fifth step then found nothing to fetch. */
class VisitorsDeskTest {
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

    @TempDir
    Path data;

    private Instant now = NOW;
    private HttpServer hub;
    private DemoSample sample;
    private VisitorsDesk desk;
    private boolean posted;

    @BeforeEach
    void open() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.start();
        sample = DemoSample.write(data, () -> now);
        hub.createContext("/v1/messages/" + sample.key().id(), exchange -> {
            byte[] body = ("{\"acceptedAt\":\"" + NOW + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(posted ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        URI url = URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
        desk = new VisitorsDesk(sample, new HubClient(url, "key"), () -> now);
    }

    @AfterEach
    void close() {
        hub.stop(0);
    }

    @Test
    void whatTheVisitorPostedWaitsForThemForTenMinutes() throws IOException {
        assertThat(desk.isAt(DemoSample.ANSWERING)).isFalse();

        posted = true;
        assertThat(desk.isAt(DemoSample.ANSWERING)).isTrue();

        now = NOW.plus(Duration.ofMinutes(10));
        assertThat(desk.isAt(DemoSample.ANSWERING)).isFalse();
    }

    @Test
    void allOthersGoOnReading() throws IOException {
        posted = true;

        assertThat(desk.isAt(AgencyId.of("UGA.URA"))).isFalse();
    }
}
