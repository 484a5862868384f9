package org.kivuko.acceptance.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the hub would answer, by path, with its query or for all of them: files of {@code /console} on the class path, in the shapes of the
 * documented calls. What is not named is answered with 404.
 */
public final class Fixtures {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer. */
    record Given(int status, String body) {}

    private static final Given NOWHERE =
            new Fixtures().problem("", 404, "NOT_FOUND").answers.get("");

    private final Map<String, Given> answers = new ConcurrentHashMap<>();

    /** Somebody who may do everything is signed in. */
    public static Fixtures signedIn() {
        return new Fixtures().file("/v1/session", "session.json");
    }

    /** Answers with a file. */
    public Fixtures file(String path, String file) {
        return json(path, read(file).toString());
    }

    public Fixtures json(String path, String body) {
        answers.put(path, new Given(200, body));
        return this;
    }

    /** The same problem for a path. */
    public Fixtures problem(String path, int status, String code) {
        ObjectNode problem = JsonNodeFactory.instance
                .objectNode()
                .put("type", "/docs#" + code)
                .put("title", "Not available.")
                .put("status", status)
                .put("detail", "The ledger cannot be asked at this moment; the same call may be repeated.")
                .put("code", code);
        answers.put(path, new Given(status, problem.toString()));
        return this;
    }

    /** Takes all answers of the others over. */
    public Fixtures with(Fixtures others) {
        answers.putAll(others.answers);
        return this;
    }

    /** Answers every path that is answered with the same problem, but who is signed in. */
    public Fixtures failing(int status, String code) {
        var failing = new Fixtures();
        new TreeMap<>(answers).keySet().forEach(path -> failing.problem(path, status, code));
        failing.answers.put("/v1/session", answers.get("/v1/session"));
        return failing;
    }

    /** What stands for the path with exactly this query, else for the path. */
    Given answer(String path) {
        Given given = answers.getOrDefault(path, answers.get(path.replaceFirst("\\?.*", "")));
        return given != null ? given : NOWHERE;
    }

    /** A file of fixtures. */
    public static JsonNode read(String file) {
        try (InputStream in = Fixtures.class.getResourceAsStream("/console/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("no fixture " + file);
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
