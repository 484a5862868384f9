package org.kivuko.hub.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The states and agreements that come with the hub, as they lie in its jar or in its folder of classes. Stateless. */
final class ShippedFiles {
    private ShippedFiles() {}

    /**
     * Copies those of one folder.
     *
     * @param part {@code states} or {@code agreements}
     */
    static void copy(String part, Path target) throws IOException {
        URL found = ShippedFiles.class.getResource(part);
        if (found == null) {
            throw new IOException("this hub was built without its " + part);
        }
        try {
            copy(found.toURI(), target);
        } catch (URISyntaxException e) {
            throw new IOException(found + " cannot be read", e);
        }
    }

    private static void copy(URI folder, Path target) throws IOException {
        if (folder.getScheme().equals("file")) {
            copyAll(Path.of(folder), target);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
            copyAll(jar.provider().getPath(folder), target);
        }
    }

    private static void copyAll(Path folder, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(folder.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
