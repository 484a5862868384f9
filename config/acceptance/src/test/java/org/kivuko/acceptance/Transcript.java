package org.kivuko.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What somebody could observe of a hub, in the order in which it was asked. Alike in two hubs that cannot be told apart: of
 * what is random by nature (the ids that a hub gives) only the order of appearance is kept, so that the same id stays the same.
 */
final class Transcript {
    private static final Pattern RANDOM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\\b[0-9a-f]{32}\\b");

    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();

    /** An answer with its status, media type and body. */
    void add(String step, HttpResponse<String> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("-");
        String place = answer.headers().firstValue("Location").orElse("-");
        add(step + ": " + answer.statusCode() + " " + type + " " + place + " " + answer.body());
    }

    void add(String step, List<JsonNode> documents) {
        add(step + ": " + documents.size());
        documents.forEach(document -> add(step + ": " + document));
    }

    void add(String line) {
        lines.add(RANDOM.matcher(line).replaceAll(this::name));
    }

    private String name(MatchResult found) {
        return names.computeIfAbsent(found.group(), any -> "random-" + (names.size() + 1));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
