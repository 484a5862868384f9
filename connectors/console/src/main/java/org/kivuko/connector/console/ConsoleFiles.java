package org.kivuko.connector.console;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The operators' pages as a browser loads them: one shell for the path of every page, and the files that it asks for, below a
 * path that names their content. Read and packed once. Immutable.
 */
public final class ConsoleFiles {
    private static final String STATIC = "static/";
    private static final String PLACE = "{static}";

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "html", "text/html; charset=utf-8");

    private final Map<String, StaticFile> files = new HashMap<>();
    private final Set<String> pages;
    private final StaticFile shell;
    private final StaticFile nowhere;

    private ConsoleFiles(SortedMap<String, byte[]> sources) {
        String folder = STATIC + Digests.of(sources) + "/";
        sources.forEach((name, body) -> files.put(folder + name, file(200, name, body, true)));
        pages = sources.keySet().stream()
                .filter(name -> name.startsWith("pages/") && name.endsWith(".js"))
                .map(name -> name.substring("pages/".length(), name.length() - ".js".length()))
                .collect(Collectors.toUnmodifiableSet());
        byte[] html = new String(sources.get("shell.html"), StandardCharsets.UTF_8)
                .replace(PLACE, "/console/" + folder.substring(0, folder.length() - 1))
                .getBytes(StandardCharsets.UTF_8);
        shell = file(200, "shell.html", html, false);
        nowhere = file(404, "shell.html", html, false);
    }

    /** Reads the files that are part of the program. */
    public static ConsoleFiles read() {
        return new ConsoleFiles(Sources.read());
    }

    /**
     * What a path leads to: a file; the shell for a page, whose first segment is the name of its module; else the shell, which
     * says that there is no such page.
     *
     * @param path what stands behind {@code /console/}, whatever a caller wrote
     */
    public StaticFile find(String path) {
        StaticFile file = files.get(path);
        if (file != null) {
            return file;
        }
        int slash = path.indexOf('/');
        String page = slash < 0 ? path : path.substring(0, slash);
        return page.isEmpty() || pages.contains(page) ? shell : nowhere;
    }

    private static StaticFile file(int status, String name, byte[] body, boolean lasting) {
        String type = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("no media type is known for the file " + name);
        }
        return new StaticFile(status, type, body, Gzip.packed(body), Digests.of(body), lasting);
    }
}
