package org.kivuko.connector.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The scripts of the pages, as they are shipped. */
final class Scripts {
    private static final Path STATIC = Path.of(
            System.getProperty("kivuko.root", "../.."),
            "connectors/console/src/main/resources/org/kivuko/connector/console/static");

    private Scripts() {}

    static List<String> all() {
        try (var files = Files.walk(STATIC)) {
            var scripts = new ArrayList<String>();
            for (var file :
                    files.filter(path -> path.toString().endsWith(".js")).toList()) {
                scripts.add(Files.readString(file));
            }
            return scripts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
