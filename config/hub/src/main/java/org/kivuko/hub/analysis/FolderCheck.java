package org.kivuko.hub.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.HubSettings.Signatures;
import org.kivuko.hub.configuration.PlacedFindings;
import org.kivuko.hub.configuration.Problem;
import org.kivuko.hub.life.LivingAgreements;

/**
 * A configuration folder, read as the hub would at its start.
 *
 * @param loaded what it says; absent where there are problems
 * @param problems why a hub would not start with it
 * @param notices what nobody can have meant, and what a running hub would not put in force; none where there are problems
 */
public record FolderCheck(Optional<Configuration.Loaded> loaded, List<Problem> problems, List<Problem> notices) {
    public FolderCheck {
        problems = List.copyOf(problems);
        notices = List.copyOf(notices);
    }

    /** @param at as of when ends come near */
    public static FolderCheck of(Path folder, Instant at) {
        var read = Configuration.load(folder);
        if (read instanceof Configuration.Refused refused) {
            return new FolderCheck(Optional.empty(), refused.problems(), List.of());
        }
        var loaded = (Configuration.Loaded) read;
        var notices = Stream.of(loaded.notices(), PlacedFindings.of(folder, loaded, at), unsigned(folder, loaded))
                .flatMap(List::stream)
                .toList();
        return new FolderCheck(Optional.of(loaded), List.of(), notices);
    }

    /** What a running hub would not put in force, and why. */
    private static List<Problem> unsigned(Path config, Configuration.Loaded loaded) {
        var said = new ArrayList<Problem>();
        if (loaded.settings().signatures() != Signatures.REQUIRED) {
            return said;
        }
        var living = LivingAgreements.ofFolder(loaded);
        var folder = config.resolve("agreements").toString();
        living.faults()
                .forEach(fault ->
                        said.add(new Problem(folder, 0, "", fault, "let its authority sign the text as it is now")));
        if (living.all().stream().anyMatch(it -> !it.unsigned().isEmpty())) {
            said.add(new Problem(
                    folder,
                    0,
                    "",
                    living.inWords(false),
                    "./kivuko agreements verify names them; of each a running hub keeps the version that every party has"
                            + " signed and brought into force"));
        }
        return said;
    }

    /** {@code {fine, problems, notices}}. */
    public ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode().put("fine", problems.isEmpty());
        json.set("problems", json(problems));
        json.set("notices", json(notices));
        return json;
    }

    /** {@code [{file, line, path, message, remedy}]}. */
    public static ArrayNode json(List<Problem> problems) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        problems.forEach(problem -> list.addObject()
                .put("file", problem.file())
                .put("line", problem.line())
                .put("path", problem.path())
                .put("message", problem.message())
                .put("remedy", problem.remedy()));
        return list;
    }
}
