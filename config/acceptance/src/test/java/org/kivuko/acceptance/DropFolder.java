package org.kivuko.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.kivuko.model.MessageJson;

/** An agency before its folder at the file door. */
record DropFolder(Path base, String agency) {
    private static final Duration ALL_ANSWERS = Duration.ofSeconds(90);

    /** To the shipped configuration: Kenya's immigration service and Uganda's have folders, and the latter fetches there. */
    static Map<String, UnaryOperator<String>> changes(Path exchange) {
        return Map.of(
                "deploy/hub.yaml",
                text -> text + "\nfiles: {folder: " + exchange + ", every: PT1S, agencies: [KEN.DIS, UGA.DCIC]}\n",
                "states/UGA.yaml",
                text -> text.replaceFirst("roles: \\[immigration]}", "roles: [immigration], inbox: files}"));
    }

    Path folder(String name) {
        return base.resolve(agency).resolve(name);
    }

    void send(String name, byte[] content) {
        await().atMost(Desk.PATIENCE).until(() -> Files.isDirectory(folder("taken")));
        put(name, content);
    }

    private void put(String name, byte[] content) {
        try {
            Path draft = folder("send").resolve(name + ".part");
            Files.write(draft, content);
            Files.move(draft, folder("send").resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends one file after the other; the codes of those that were refused, once each has its answer beside it. */
    List<String> sendAll(List<byte[]> contents) {
        await().atMost(Desk.PATIENCE).until(() -> Files.isDirectory(folder("taken")));
        int before = answers("sent").size() + answers("refused").size();
        for (int i = 0; i < contents.size(); i++) {
            put("%s-%04d.json".formatted(before, i), contents.get(i));
        }
        await().atMost(ALL_ANSWERS)
                .until(() -> answers("sent").size() + answers("refused").size() == before + contents.size());
        return answers("refused").stream()
                .filter(name -> name.startsWith(before + "-"))
                .map(name -> read(folder("refused").resolve(name)).get("code").asText())
                .toList();
    }

    private List<String> answers(String folder) {
        return names(folder).stream()
                .filter(name -> name.endsWith(".receipt.json") || name.endsWith(".problem.json"))
                .toList();
    }

    /** Takes over so many deliveries in the order of their names. */
    List<JsonNode> takeAll(int count) {
        var messages = new ArrayList<JsonNode>();
        await().atMost(ALL_ANSWERS).until(() -> {
            for (String name : names("inbox")) {
                messages.add(read(folder("inbox").resolve(name)).get("message"));
                move(name);
            }
            return messages.size() >= count;
        });
        return messages;
    }

    JsonNode receipt(String name) {
        return awaited(folder("sent").resolve(name + ".receipt.json"));
    }

    JsonNode problem(String name) {
        return awaited(folder("refused").resolve(name + ".problem.json"));
    }

    private static JsonNode awaited(Path file) {
        await().atMost(Desk.PATIENCE).until(() -> Files.exists(file));
        return read(file);
    }

    private static JsonNode read(Path file) {
        try {
            return MessageJson.tree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The delivery of this message, once it lies in the inbox. */
    JsonNode delivery(String message) {
        await().atMost(Desk.PATIENCE).until(() -> file(message).isPresent());
        return read(file(message).orElseThrow());
    }

    /** Moves the delivery of this message to where it says that the agency has it. */
    void take(String message) {
        move(file(message).orElseThrow().getFileName().toString());
    }

    private void move(String name) {
        try {
            Files.move(folder("inbox").resolve(name), folder("taken").resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Path> file(String message) {
        return names("inbox").stream()
                .map(folder("inbox")::resolve)
                .filter(file -> read(file).at("/message/id").asText().equals(message))
                .findFirst();
    }

    List<String> names(String name) {
        try (Stream<Path> files = Files.list(folder(name))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
