package org.kivuko.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.hub.Hub;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.model.AgencyId;

/** The whole hub with the shipped configuration, in this process, on ports and in a folder of its own. */
final class TestHub implements AutoCloseable {
    private final Path data;
    private final Hub hub;
    private final HttpClient http = HttpClient.newHttpClient();

    private TestHub(Path data, Hub hub) {
        this.data = data;
        this.hub = hub;
    }

    /** Starts a hub that lives in the time of this clock. */
    static TestHub start(Clock clock) {
        try {
            Path data = Files.createTempDirectory("kivuko-acceptance-");
            var configuration = (Configuration.Loaded) Configuration.load(shippedConfiguration());
            var options = new HubOptions(shippedConfiguration(), data, 0, 0, true, false);
            return new TestHub(data, Hub.start(options, configuration, clock));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path shippedConfiguration() {
        return Path.of(System.getProperty("kivuko.root", "../..")).resolve("config");
    }

    Hub hub() {
        return hub;
    }

    Path data() {
        return data;
    }

    String key(String name) {
        try {
            return hub.keys().read(name).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String key(AgencyId agency) {
        return key(agency.toString());
    }

    /** A call with the key of this agency or of {@code operator}. */
    HttpResponse<String> get(String as, String path, String... headers) {
        return send(as, request(path, headers).GET());
    }

    HttpResponse<String> post(String as, String path, String body, String contentType) {
        return post(as, path, body.getBytes(StandardCharsets.UTF_8), contentType);
    }

    HttpResponse<String> post(String as, String path, byte[] body, String contentType) {
        return send(
                as,
                request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    static String query(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.url() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(String as, HttpRequest.Builder request) {
        try {
            return http.send(
                    request.header("Authorization", "Bearer " + key(as)).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        hub.close();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(TestHub::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
