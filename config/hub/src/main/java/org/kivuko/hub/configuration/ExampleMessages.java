package org.kivuko.hub.configuration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageChecks;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/** The messages of examples: read once, with every fault reported in their own file. */
final class ExampleMessages {
    private static final String SOURCE = "/agencies/";

    private final Path folder;
    private final Function<Path, Report> reports;
    private final Directory directory;
    private final Map<String, Optional<Message>> read = new HashMap<>();

    /** @param reports gives a file its report */
    ExampleMessages(Path folder, Function<Path, Report> reports, Directory directory) {
        this.folder = folder;
        this.reports = reports;
        this.directory = directory;
    }

    /** The message of an example as of its instant; empty where it is no message that the door would take. */
    Optional<Message> of(Example example) {
        return read.computeIfAbsent(example.message(), this::read).filter(message -> {
            var faults = MessageChecks.check(message, directory, example.at());
            faults.forEach(fault -> example.place()
                    .wrong(
                            example.message() + " is refused at the door at that instant: " + sentence(fault),
                            "correct " + fault.pointer() + " in the message, or the instant 'at'"));
            return faults.isEmpty();
        });
    }

    private Optional<Message> read(String name) {
        var file = folder.resolve(name);
        var report = reports.apply(file);
        var bytes = ConfigurationFiles.bytes(file, report);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        var reading = MessageJson.read(fromSuccessor(bytes.get()));
        if (reading instanceof Reading.Refused<Message> refused) {
            refused.faults()
                    .forEach(fault -> report.add(
                            line(bytes.get(), fault.pointer()),
                            fault.pointer(),
                            sentence(fault),
                            "write what the schema of its type asks for"));
        }
        return reading instanceof Reading.Accepted<Message> accepted ? Optional.of(accepted.value()) : Optional.empty();
    }

    /** What was written before a sender was renamed comes from who succeeds it now. */
    private byte[] fromSuccessor(byte[] message) {
        try {
            if (MessageJson.tree(message) instanceof ObjectNode event) {
                var successor = AgencyId.parse(event.path("source").asText().replaceFirst("^" + SOURCE, ""))
                        .flatMap(directory::successor);
                if (successor.isPresent()) {
                    event.put("source", SOURCE + successor.get().id());
                    // A flow report names its sender once more.
                    if (event.path("data").has("reporter")) {
                        event.withObject("/data")
                                .put("reporter", successor.get().id().toString());
                    }
                    return MessageJson.write(event);
                }
            }
        } catch (IllegalArgumentException unreadable) {
            // The reader says what is wrong with it, and where.
        }
        return message;
    }

    private static String sentence(Fault fault) {
        return fault.code() + ": " + fault.detail();
    }

    /** JSON is nearly YAML: where its lines can be read as such, the line of the place, else 0. */
    private static int line(byte[] json, String pointer) {
        var document = YamlReader.read(new String(json, StandardCharsets.UTF_8), new Report(""));
        return document.map(root -> root.lineAt(pointer)).orElse(0);
    }
}
