package org.kivuko.hub.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.kivuko.testkit.junit.HubConfiguration;

/** The folder of a hub of a test: its configuration, and its data, new at each start. For one thread at a time. */
final class TestFolder {
    /** A test's own machine may be fuller than a hub's. */
    private static final String SETTINGS = "signatures: none\ndisk: {stopBelow: 64, goAbove: 96}\n";

    private final HubConfiguration wanted;
    private final Path root;
    private int starts;

    TestFolder(HubConfiguration wanted) throws IOException {
        this.wanted = wanted;
        this.root = Files.createTempDirectory("kivuko-test-").toRealPath();
        states();
        agreements();
        write("deploy", Map.of("hub.yaml", wanted.settings().orElse(SETTINGS)));
    }

    private void states() throws IOException {
        if (wanted.states().isPresent()) {
            write("states", wanted.states().get());
        } else {
            ShippedFiles.copy("states", config().resolve("states"));
        }
    }

    private void agreements() throws IOException {
        boolean ofTheHub = wanted.states().isEmpty() && wanted.agreements().isEmpty();
        if (ofTheHub) {
            ShippedFiles.copy("agreements", config().resolve("agreements"));
        } else {
            write("agreements", wanted.agreements().orElse(Map.of()));
        }
    }

    private void write(String part, Map<String, String> texts) throws IOException {
        Path folder = Files.createDirectories(config().resolve(part));
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path file = folder.resolve(text.getKey()).normalize();
            if (!file.startsWith(folder)) {
                throw new IOException(text.getKey() + " names a place outside of the configuration");
            }
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.getValue());
        }
    }

    Path config() {
        return root.resolve("config");
    }

    /** A folder for the next start: empty but for the keys, which stay; what else the last one left goes. */
    Path newData() throws IOException {
        Path last = root.resolve("data-" + starts);
        starts++;
        Path next = Files.createDirectory(root.resolve("data-" + starts));
        if (Files.exists(last)) {
            Files.move(last.resolve("keys"), next.resolve("keys"));
            delete(last);
        }
        return next;
    }

    /** Where the test has this file from; the file itself for what comes with the hub. */
    String origin(String file) {
        String place = config().relativize(Path.of(file)).toString();
        String origin = wanted.origins().get(place);
        return origin == null ? place : place + " (" + origin + ")";
    }

    void delete() {
        try {
            delete(root);
        } catch (IOException e) {
            // In the folder for temporary files, which somebody clears.
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
