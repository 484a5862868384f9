package org.kivuko.connector.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads what the pages are made of from the class path: the own files, and those of the two libraries that they use. */
final class Sources {
    private static final String LIT = "/META-INF/resources/webjars/lit-html/3.3.1/";
    private static final String PLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    /** The parts of lit-html find each other by relative paths, so that their folders stay. */
    private static final List<String> LIT_FILES = List.of(
            "lit-html.js", "directive.js", "directive-helpers.js", "directives/repeat.js", "directives/live.js");

    private static final List<String> PLOT_FILES = List.of("uPlot.iife.min.js", "uPlot.min.css");

    private Sources() {}

    /** Contents by their names below the folder of all static files. */
    static SortedMap<String, byte[]> read() {
        var files = new TreeMap<String, byte[]>();
        LIT_FILES.forEach(name -> files.put("vendor/lit/" + name, resource(LIT + name)));
        PLOT_FILES.forEach(name -> files.put("vendor/uplot/" + name, resource(PLOT + name)));
        try {
            addOwn(files, Sources.class.getResource("static/shell.html").toURI());
        } catch (IOException | URISyntaxException failure) {
            throw new IllegalStateException("the files of the pages cannot be read", failure);
        }
        return files;
    }

    private static void addOwn(Map<String, byte[]> files, URI shell) throws IOException {
        if (shell.getScheme().equals("jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(shell, Map.of())) {
                addAll(files, jar.provider().getPath(shell).getParent());
            }
        } else {
            addAll(files, Path.of(shell).getParent());
        }
    }

    private static void addAll(Map<String, byte[]> files, Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                files.put(name, Files.readAllBytes(file));
            }
        }
    }

    private static byte[] resource(String name) {
        URL url = Sources.class.getResource(name);
        if (url == null) {
            throw new IllegalStateException("no file " + name + " on the class path");
        }
        try (InputStream in = url.openStream()) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException("a file of the program cannot be read", failure);
        }
    }
}
