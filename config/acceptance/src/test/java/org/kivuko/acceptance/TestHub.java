package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.hub.Hub;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.TimeSources;
import org.kivuko.hub.configuration.BrokerDoors;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.HubSettings;
import org.kivuko.model.AgencyId;

/**
 * The whole hub with the shipped configuration, in this process, on ports and in a folder of its own. Nobody has signed the
 * agreements that are shipped: here they count as they are written.
 */
final class TestHub implements AutoCloseable {
    private static final BrokerDoors EVERY_DOOR = new BrokerDoors(Optional.of(0), Optional.of(0));

    private final Path folder;
    private final Path config;
    private final HttpClient http = HttpClient.newHttpClient();
    private final boolean signed;
    private Supplier<TimeSources> times;
    private final Arrivals arrivals = new Arrivals();
    private BrokerDoors doors = EVERY_DOOR;
    private Hub hub;
    private volatile Consumer<HttpResponse<String>> listener = answer -> {};

    private TestHub(Path folder, Path config, Clock clock, boolean signed) {
        this.signed = signed;
        this.folder = folder;
        this.config = config;
        this.times = () -> TimeSources.believed(clock);
    }

    /** Starts a hub that lives in the time of this clock. */
    static TestHub start(Clock clock) {
        return start(clock, Map.of());
    }

    /**
     * Starts a hub whose configuration differs from the shipped one.
     *
     * @param changes by file, relative to the configuration's folder
     */
    static TestHub start(Clock clock, Map<String, UnaryOperator<String>> changes) {
        return start(clock, changes, false);
    }

    /**
     * The same in a folder of the test's own, which is gone once the hub is closed.
     *
     * @param folder does not have to exist
     */
    static TestHub startIn(Path folder, Map<String, UnaryOperator<String>> changes) throws IOException {
        var hub = new TestHub(folder, changed(folder.resolve("config"), changes), Clock.systemUTC(), false);
        hub.begin();
        return hub;
    }

    /** Starts a hub that holds these clocks against one another and against its database. */
    static TestHub startBy(Supplier<TimeSources> times) throws IOException {
        var hub = new TestHub(
                Files.createTempDirectory("kivuko-acceptance-"), shippedConfiguration(), Clock.systemUTC(), false);
        hub.times = times;
        hub.begin();
        return hub;
    }

    /** Starts a demonstration on a copy of the shipped configuration: invented desks sign every agreement. */
    static TestHub startSigned(Clock clock) {
        return startSigned(clock, Map.of("deploy/hub.yaml", text -> text + "\n"));
    }

    /** The same with a configuration that differs from the shipped one. */
    static TestHub startSigned(Clock clock, Map<String, UnaryOperator<String>> changes) {
        return start(clock, changes, true);
    }

    /** Starts a hub on a configuration of the test's own, which nobody has to sign. */
    static TestHub startOn(Path config, Clock clock) throws IOException {
        var hub = new TestHub(Files.createTempDirectory("kivuko-acceptance-"), config, clock, false);
        hub.begin();
        return hub;
    }

    private static TestHub start(Clock clock, Map<String, UnaryOperator<String>> changes, boolean signed) {
        try {
            Path folder = Files.createTempDirectory("kivuko-acceptance-");
            Path config = changes.isEmpty() ? shippedConfiguration() : changed(folder.resolve("config"), changes);
            var hub = new TestHub(folder, config, clock, signed);
            hub.begin();
            return hub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path changed(Path copy, Map<String, UnaryOperator<String>> changes) throws IOException {
        for (String part : List.of("states", "agreements", "deploy")) {
            try (Stream<Path> files = Files.walk(shippedConfiguration().resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = copy.resolve(shippedConfiguration().relativize(file));
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
        for (var change : changes.entrySet()) {
            Path file = copy.resolve(change.getKey());
            String shipped = Files.readString(file);
            String text = change.getValue().apply(shipped);
            assertThat(text).as(change.getKey()).isNotEqualTo(shipped);
            Files.writeString(file, text);
        }
        return copy;
    }

    private void begin() {
        Configuration loaded = Configuration.load(config);
        assertThat(loaded).isInstanceOf(Configuration.Loaded.class);
        var written = (Configuration.Loaded) loaded;
        var unsigned = written.with(written.settings().with(HubSettings.Signatures.NONE));
        hub = Hub.start(
                new HubOptions(config, data(), 0, 0, doors, true, signed),
                () -> signed ? written : unsigned,
                times.get());
        HubParts.broker(hub).registerBrokerPlugin(arrivals);
    }

    /** Stops the hub in order and starts it again on the same data. */
    void restart() {
        restartAfter(() -> {});
    }

    /** The same, with something that happens while no hub runs. */
    void restartAfter(Runnable meanwhile) {
        hub.close();
        meanwhile.run();
        begin();
    }

    /** The same, with these doors on the command line from now on. */
    void restartAfter(Runnable meanwhile, BrokerDoors stated) {
        doors = stated;
        restartAfter(meanwhile);
    }

    static Path shippedConfiguration() {
        return Path.of(System.getProperty("kivuko.root", "../..")).resolve("config");
    }

    Hub hub() {
        return hub;
    }

    /** The configuration's folder; shared with every other hub unless this one was started with changes. */
    Path config() {
        return config;
    }

    Path data() {
        return folder.resolve("data");
    }

    /** An agency at the HTTP door. */
    Desk desk(String agency) {
        return new Desk(this, agency);
    }

    /** An agency at the AMQP door. */
    AmqpAgency amqp(String agency) {
        return AmqpAgency.connect(this, agency);
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

    /** A call with a key that the hub may not know any more. */
    HttpResponse<String> getByKey(String key, String path) {
        return answer(
                request(path).header("Authorization", "Bearer " + key).GET().build());
    }

    /** What anybody on this machine is answered, who has no key. */
    String withoutKey(String path) {
        return answer(request(path).GET().build()).body();
    }

    HttpResponse<String> post(String as, String path, String body, String contentType) {
        return post(as, path, body.getBytes(StandardCharsets.UTF_8), contentType);
    }

    HttpResponse<String> post(String as, String path, byte[] body, String contentType) {
        return send(
                as,
                request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** A call with just these headers; without a body where it is a GET. */
    HttpResponse<String> call(String method, String path, String body, String... headers) {
        return answer(request(path, headers)
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build());
    }

    /** An answer that may go on for ever, line by line. */
    HttpResponse<Stream<String>> lines(String path, String... headers) {
        try {
            return http.send(request(path, headers).GET().build(), HttpResponse.BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An operator has the configuration folder read again. */
    HttpResponse<String> reload() {
        return post("operator", "/v1/ops/configuration", "", "application/json");
    }

    /** How many messages wait in the queues whose names hold this. */
    long waiting(String name) {
        long messages = 0;
        for (JsonNode row : Desk.json(get("operator", "/v1/ops/queues")).get("queues")) {
            messages += row.get("queue").asText().contains(name)
                    ? row.get("messages").asLong()
                    : 0;
        }
        return messages;
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
        return answer(request.header("Authorization", "Bearer " + key(as)).build());
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            listener.accept(answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Somebody is told every answer, from now on. */
    void listening(Consumer<HttpResponse<String>> somebody) {
        listener = somebody;
    }

    /** What came from agencies since the hub was started first. */
    Arrivals arrivals() {
        return arrivals;
    }

    /** That nothing is lost and nothing counted twice, once all is done that was asked for. */
    void assertBooksBalance() {
        await().atMost(Desk.PATIENCE)
                .untilAsserted(() -> assertThat(HubBooks.of(this).faults()).isEmpty());
    }

    @Override
    public void close() {
        try {
            assertBooksBalance();
        } finally {
            stop();
        }
    }

    private void stop() {
        hub.close();
        try (Stream<Path> files = Files.walk(folder)) {
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
