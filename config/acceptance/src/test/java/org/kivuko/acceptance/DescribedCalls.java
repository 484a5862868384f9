package org.kivuko.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.kivuko.model.MessageJson;

/**
 * Holds what a hub answers against what its {@code openapi.json} says of it: call, status, headers, media type and body. Every
 * object of the description counts as closed, so that a member that it leaves out is a fault. Thread-safe.
 */
final class DescribedCalls implements Consumer<HttpResponse<String>> {
    private static final String BASE = "https://kivuko.example";
    private static final String ID = BASE + "/openapi.json";
    private static final Set<String> WRITES = Set.of("post", "put", "patch", "delete", "get");

    /** What every answer may carry, and what the client and the protocol add. */
    private static final Set<String> COMMON = Set.of(
            ":status",
            "cache-control",
            "connection",
            "content-encoding",
            "content-length",
            "content-security-policy",
            "content-type",
            "date",
            "referrer-policy",
            "transfer-encoding",
            "vary",
            "x-content-type-options");

    private final JsonNode document;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
    private final Set<String> faults = new ConcurrentSkipListSet<>();
    private final Set<String> seen = new ConcurrentSkipListSet<>();

    /** @param openApi the description as the hub serves it */
    DescribedCalls(String openApi) {
        document = MessageJson.tree(openApi.getBytes(StandardCharsets.UTF_8));
        JsonNode closed = document.deepCopy();
        close(closed, parts(document));
        registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemas(id -> id.equals(ID) ? closed.toString() : schema(id)));
    }

    private static String schema(String id) {
        if (!id.startsWith(BASE + "/schemas/")) {
            return null;
        }
        try {
            return Files.readString(TestHub.shippedConfiguration().resolve(id.substring(BASE.length() + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Objects whose members are listed have no others; of what is put together the parts stay open, and the whole is closed. */
    private static void close(JsonNode node, Set<String> parts) {
        if (node instanceof ObjectNode object) {
            boolean listed = object.path("properties").isObject()
                    && object.path("type").asText().equals("object")
                    && !object.has("additionalProperties");
            if (object.has("allOf")) {
                object.put("unevaluatedProperties", false);
            } else if (listed && !object.has("oneOf") && !object.has("anyOf")) {
                object.put("additionalProperties", false);
            }
        }
        node.properties().forEach(member -> {
            if (member.getKey().equals("allOf")) {
                member.getValue().forEach(part -> part.forEach(inner -> close(inner, parts)));
            } else if (!parts.contains(member.getKey())) {
                close(member.getValue(), parts);
            }
        });
        if (node.isArray()) {
            node.forEach(element -> close(element, parts));
        }
    }

    /** The names of what other schemas are put together from. */
    private static Set<String> parts(JsonNode document) {
        return document.findValues("allOf").stream()
                .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
                .map(part -> part.path("$ref").asText())
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
    }

    /** What was answered otherwise than described. */
    Set<String> faults() {
        return faults;
    }

    /** What is described and was never answered: {@code POST /v1/messages 503}, its media types and headers. */
    Set<String> unseen() {
        var described = new TreeSet<String>();
        operations((name, operation) -> operation.path("responses").properties().forEach(response -> {
            String answer = name + " " + response.getKey();
            JsonNode what = resolved(response.getValue());
            described.add(answer);
            what.path("content").fieldNames().forEachRemaining(type -> described.add(answer + " " + type));
            what.path("headers")
                    .fieldNames()
                    .forEachRemaining(header -> described.add(answer + " " + header.toLowerCase(Locale.ROOT)));
        }));
        described.removeAll(seen);
        return described;
    }

    /** Visits operations. */
    interface Visitor {
        void visit(String name, JsonNode operation);
    }

    void operations(Visitor visitor) {
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> WRITES.contains(method.getKey()))
                .forEach(method -> visitor.visit(
                        method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), method.getValue())));
    }

    @Override
    public void accept(HttpResponse<String> answer) {
        String method = answer.request().method();
        String path = answer.request().uri().getRawPath();
        String template = template(method, path);
        if (template.isEmpty()) {
            if (answer.statusCode() / 100 == 2) {
                faults.add(method + " " + path + " is answered and not described");
            }
            return;
        }
        String name = method + " " + template + " " + answer.statusCode();
        JsonNode response =
                resolved(operation(method, template).path("responses").path(String.valueOf(answer.statusCode())));
        if (response.isMissingNode()) {
            faults.add(name + " is not described");
            return;
        }
        seen.add(name);
        headers(name, response, answer);
        body(name, method, template, response, answer);
    }

    private void headers(String name, JsonNode response, HttpResponse<String> answer) {
        var described = new TreeSet<String>();
        response.path("headers")
                .fieldNames()
                .forEachRemaining(header -> described.add(header.toLowerCase(Locale.ROOT)));
        for (String header : answer.headers().map().keySet()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (described.contains(lower)) {
                seen.add(name + " " + lower);
            } else if (!COMMON.contains(lower)) {
                faults.add(name + ": header " + lower + " is not described");
            }
        }
    }

    private void body(String name, String method, String template, JsonNode response, HttpResponse<String> answer) {
        String type = answer.headers()
                .firstValue("Content-Type")
                .orElse("")
                .split(";", 2)[0]
                .strip();
        if (type.isEmpty()) {
            if (!answer.body().isEmpty() || response.has("content")) {
                faults.add(name + ": no media type, " + answer.body().length() + " characters");
            }
            return;
        }
        if (!response.path("content").has(type)) {
            faults.add(name + ": media type " + type + " is not described");
            return;
        }
        seen.add(name + " " + type);
        if (type.endsWith("json")) {
            check(name, pointer(method, template, answer.statusCode(), type), answer.body());
        }
    }

    private void check(String name, String pointer, String body) {
        JsonNode document = MessageJson.tree(body.getBytes(StandardCharsets.UTF_8));
        schemas.computeIfAbsent(pointer, key -> registry.getSchema(SchemaLocation.of(ID + "#" + key)))
                .validate(document, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .forEach(error -> faults.add(
                        name + ": " + error.getInstanceLocation().toString().replaceAll("/[0-9]+", "/*") + " "
                                + error.getMessage()));
    }

    private String pointer(String method, String template, int status, String type) {
        String at = "/paths/" + escaped(template) + "/" + method.toLowerCase(Locale.ROOT) + "/responses/" + status;
        JsonNode response = document.at(at);
        String place = response.has("$ref") ? response.path("$ref").asText().substring(1) : at;
        return place + "/content/" + escaped(type) + "/schema";
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private JsonNode operation(String method, String template) {
        return document.path("paths").path(template).path(method.toLowerCase(Locale.ROOT));
    }

    /** The path of the description that fits; the one with the fewest places first. */
    private String template(String method, String path) {
        List<String> fitting = new ArrayList<>();
        operations((name, operation) -> {
            String template = name.substring(name.indexOf(' ') + 1);
            String places =
                    Pattern.quote(template).replace("{file}", "\\E.*\\Q").replaceAll("\\{[a-z]+}", "\\\\E[^/]*\\\\Q");
            if (name.startsWith(method + " ") && path.matches(places)) {
                fitting.add(template);
            }
        });
        return fitting.stream()
                .min(Comparator.comparing((String template) ->
                                template.chars().filter(c -> c == '{').count())
                        .thenComparing(template -> template.contains("{file}")))
                .orElse("");
    }
}
