package org.kivuko.hub.configuration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Sha256;

/**
 * The files of a configuration folder that {@link Configuration#load} reads, so that another hub can read the same.
 * Immutable.
 *
 * @param files content by path, relative to the folder, with {@code /} between its parts
 */
public record ConfigurationCopy(SortedMap<String, String> files) {
    private static final String SETTINGS = "deploy/hub.yaml";

    public ConfigurationCopy {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** The files as they are now. */
    public static ConfigurationCopy of(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        for (String part : new String[] {"states", "agreements"}) {
            try (Stream<Path> found = Files.walk(folder.resolve(part))) {
                for (Path file : found.filter(ConfigurationCopy::isRead).toList()) {
                    put(files, folder, file);
                }
            }
        }
        if (Files.exists(folder.resolve(SETTINGS))) {
            put(files, folder, folder.resolve(SETTINGS));
        }
        return new ConfigurationCopy(files);
    }

    private static boolean isRead(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && (name.endsWith(".yaml") || name.endsWith(".json") || name.endsWith(".jws"));
    }

    private static void put(SortedMap<String, String> files, Path folder, Path file) throws IOException {
        files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
    }

    /** What {@link #json} wrote. */
    public static ConfigurationCopy read(String json) {
        var files = new TreeMap<String, String>();
        MessageJson.tree(json.getBytes(StandardCharsets.UTF_8))
                .properties()
                .forEach(file -> files.put(file.getKey(), file.getValue().asText()));
        return new ConfigurationCopy(files);
    }

    /** One text from which {@link #read} makes the same again. */
    public String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        files.forEach(json::put);
        return new String(MessageJson.write(json), StandardCharsets.UTF_8);
    }

    /** SHA-256 over all of it, 64 hexadecimal digits. */
    public String digest() {
        return Sha256.hex(json().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the files into an empty folder. */
    public void writeTo(Path folder) throws IOException {
        for (var file : files.entrySet()) {
            Path target = folder.resolve(file.getKey()).normalize();
            if (!target.startsWith(folder)) {
                throw new IOException("a file of the recorded configuration lies outside of its folder");
            }
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
        }
    }
}
