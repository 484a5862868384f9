package org.kivuko.connector.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files that are part of the program: schemas, descriptions of the doors. */
final class FileCalls {
    /** No step upwards, nothing hidden. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    /** Programs to read and to keep, which no browser is to run. */
    private static final String PLAIN = "text/plain; charset=utf-8";

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "json", "application/json",
            "md", "text/markdown; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", PLAIN,
            "py", PLAIN,
            "java", PLAIN,
            "sh", PLAIN);

    private FileCalls() {}

    /** A file below {@code /schemas} of the class path. */
    static Answer schema(Call call) {
        String name = call.path().get("file");
        return NAME.matcher(name).matches()
                ? file("/schemas/" + name).orElseGet(Problem::notFound)
                : Problem.notFound();
    }

    /** A script or a program of the documentation. */
    static Answer docs(Call call) {
        String name = call.path().get("file");
        return NAME.matcher(name).matches() && (name.equals("try.js") || name.startsWith("snippets/"))
                ? file("/org/kivuko/connector/http/docs/" + name).orElseGet(Problem::notFound)
                : Problem.notFound();
    }

    /** A file of this module. */
    static Answer own(String name) {
        return file("/org/kivuko/connector/http/" + name).orElseThrow();
    }

    static byte[] bytes(String resource) {
        try (InputStream in = FileCalls.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException("a file of the program cannot be read", failure);
        }
    }

    private static Optional<Answer> file(String resource) {
        String type = MEDIA_TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
        boolean there = type != null && FileCalls.class.getResource(resource) != null;
        return there ? Optional.of(Answer.content(type, bytes(resource))) : Optional.empty();
    }
}
