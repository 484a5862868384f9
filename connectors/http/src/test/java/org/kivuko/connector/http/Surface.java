package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.kivuko.model.Code;
import org.kivuko.model.MessageJson;

/**
 * What others rely on, line by line: what is promised to them, which must never go, and what is demanded of them, which must never
 * grow. Taken from the descriptions, the schemas and the codes.
 */
record Surface(SortedSet<String> promised, SortedSet<String> demanded) {
    private static final String NAMED = "#/components/schemas/";
    private static final String PROMISED = "+ ";
    private static final String DEMANDED = "- ";
    private static final List<String> LIMITS = List.of(
            "pattern",
            "format",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "minItems",
            "maxItems",
            "const",
            "uniqueItems");

    static Surface empty() {
        return new Surface(new TreeSet<>(), new TreeSet<>());
    }

    /** Of the program as it stands. */
    static Surface now() {
        return of(json("openapi.json"), json("asyncapi.json"));
    }

    static Surface of(JsonNode openApi, JsonNode asyncApi) {
        Surface surface = empty();
        surface.addCalls(openApi);
        surface.addQueues(asyncApi);
        surface.addSchemas();
        for (Code code : Code.values()) {
            surface.promised.add("code " + code + ": " + code.httpStatus() + ", " + code.actor() + ", " + code.title());
        }
        return surface;
    }

    static JsonNode json(String name) {
        return MessageJson.tree(FileCalls.own(name).body());
    }

    List<String> lines() {
        return Stream.concat(
                        promised.stream().map(PROMISED::concat),
                        demanded.stream().map(DEMANDED::concat))
                .toList();
    }

    static Surface read(List<String> lines) {
        Surface surface = empty();
        for (String line : lines) {
            (line.startsWith(PROMISED) ? surface.promised : surface.demanded).add(line.substring(PROMISED.length()));
        }
        return surface;
    }

    /** What breaks those who rely on an earlier one, as sentences. */
    List<String> breaking(Surface earlier) {
        var gone = new TreeSet<>(earlier.promised);
        gone.removeAll(promised);
        var more = new TreeSet<>(demanded);
        more.removeAll(earlier.demanded);
        more.removeIf(line -> isOfSomethingNew(line, earlier));
        return Stream.concat(
                        gone.stream().map(line -> "was promised and is gone or other: " + line),
                        more.stream().map(line -> "was not demanded before: " + line))
                .toList();
    }

    /** What is demanded of something new asks nothing of those who do not use it. */
    private static boolean isOfSomethingNew(String demand, Surface earlier) {
        boolean limits = demand.contains(" limits ");
        String[] parts = demand.split(" limits | demands ", 2);
        if (!earlier.promised.contains("there is " + parts[0])) {
            return true;
        }
        String place =
                limits ? parts[1].split(" to ", 2)[0] : parts[1].substring(0, Math.max(0, parts[1].lastIndexOf('/')));
        return !place.isEmpty() && !earlier.promised.contains("takes " + parts[0] + " " + place);
    }

    private void addCalls(JsonNode openApi) {
        openApi.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    String call = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                    promised.add("there is " + call);
                    addCall(openApi, call, method.getValue());
                }));
    }

    private void addCall(JsonNode openApi, String call, JsonNode operation) {
        promised.add(call + " is called " + operation.path("operationId").asText());
        for (JsonNode each : operation.path("parameters")) {
            JsonNode parameter = resolved(openApi, each);
            String name = parameter.path("name").asText();
            promised.add("takes " + call + " ?" + name);
            if (parameter.path("required").asBoolean()) {
                demanded.add(call + " demands ?" + name);
            }
        }
        operation.at("/requestBody/content").fieldNames().forEachRemaining(type -> {
            promised.add(call + " takes a body as " + type);
            new Walk(openApi, call, true)
                    .into(operation.at("/requestBody/content").path(type).path("schema"), "", true);
        });
        operation.path("responses").properties().forEach(response -> {
            JsonNode what = resolved(openApi, response.getValue());
            String answer = call + " " + response.getKey();
            promised.add("there is " + answer);
            what.path("headers")
                    .fieldNames()
                    .forEachRemaining(header -> promised.add(answer + " has the header " + header));
            what.path("content").properties().forEach(content -> {
                promised.add(answer + " comes as " + content.getKey());
                new Walk(openApi, answer, false).into(content.getValue().path("schema"), "", true);
            });
        });
    }

    private void addQueues(JsonNode asyncApi) {
        asyncApi.path("channels").properties().forEach(channel -> {
            promised.add("queue " + channel.getKey() + " is "
                    + channel.getValue().path("address").asText());
            channel.getValue()
                    .path("messages")
                    .fieldNames()
                    .forEachRemaining(message -> promised.add("queue " + channel.getKey() + " carries " + message));
        });
        asyncApi.path("operations")
                .properties()
                .forEach(operation -> promised.add("queues: " + operation.getKey() + " "
                        + operation.getValue().path("action").asText() + " "
                        + operation.getValue().at("/channel/$ref").asText()));
    }

    private void addSchemas() {
        Path folder = Path.of(System.getProperty("kivuko.root", "../..")).resolve("config/schemas");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JsonNode schema = MessageJson.tree(Files.readAllBytes(file));
                String name = file.getFileName().toString();
                promised.add("there is " + name);
                promised.add(name + " is named " + schema.path("$id").asText());
                boolean posted = schema.path("title").asText().endsWith("as posted");
                new Walk(schema, name, posted).into(schema, "", true);
                schema.path("$defs").properties().forEach(part -> new Walk(schema, name, true)
                        .into(part.getValue(), "/$defs/" + part.getKey(), true));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** Goes through one schema; what stands in another file is only named. */
    private final class Walk {
        private final JsonNode document;
        private final String owner;
        private final boolean taken;
        private final Deque<String> open = new ArrayDeque<>();

        Walk(JsonNode document, String owner, boolean taken) {
            this.document = document;
            this.owner = owner;
            this.taken = taken;
        }

        void into(JsonNode schema, String place, boolean always) {
            String reference = schema.path("$ref").asText();
            if (!reference.isEmpty()) {
                refer(reference, place, always);
            }
            if (!place.isEmpty()) {
                String takes = taken ? "takes " : "";
                promised.add(takes + owner + " " + place);
                promised.add(takes + owner + " " + place + type(schema));
            }
            schema.path("enum").forEach(value -> {
                if (taken) {
                    promised.add("takes " + owner + " " + place + " = " + value.asText());
                }
            });
            if (taken) {
                LIMITS.stream()
                        .filter(schema::has)
                        .forEach(limit -> demanded.add(owner + " limits " + place + " to " + limit + " "
                                + schema.path(limit).asText()));
            }
            for (JsonNode name : schema.path("required")) {
                String member = owner + (taken ? " demands " : " always has ") + place + "/" + name.asText();
                if (taken && always) {
                    demanded.add(member);
                } else if (!taken) {
                    promised.add(member);
                }
            }
            schema.path("properties")
                    .properties()
                    .forEach(member -> into(member.getValue(), place + "/" + member.getKey(), always));
            into(schema.path("items"), place + "[]", always, schema.has("items"));
            schema.path("allOf").forEach(part -> into(part, place, always));
            for (String choice : List.of("oneOf", "anyOf")) {
                schema.path(choice).forEach(part -> into(part, place, false));
            }
            into(schema.path("then"), place, false, schema.has("then"));
        }

        private void into(JsonNode schema, String place, boolean always, boolean there) {
            if (there) {
                into(schema, place, always);
            }
        }

        private String type(JsonNode schema) {
            return schema.path("type").isTextual()
                    ? " as " + schema.path("type").asText()
                    : "";
        }

        /** What has a name is gone through once, whoever refers to it. */
        private void refer(String reference, String place, boolean always) {
            if (reference.startsWith(NAMED)) {
                String name = (taken ? "asked " : "told ") + reference.substring(NAMED.length());
                promised.add(owner + " " + place + " follows " + name);
                if (promised.add("there is " + name)) {
                    new Walk(document, name, taken).into(document.at(reference.substring(1)), "", true);
                }
            } else if (!reference.startsWith("#")) {
                promised.add(owner + " " + place + " follows " + reference);
            } else if (!open.contains(reference)) {
                open.push(reference);
                into(document.at(reference.substring(1)), place, always);
                open.pop();
            }
        }
    }
}
