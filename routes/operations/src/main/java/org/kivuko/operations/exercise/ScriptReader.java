package org.kivuko.operations.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Reading;

/**
 * Reads {@code {injects: [{inject, at, as, type?, to, purpose?, post?, handling?, expires?, data}]}}, strictly: what is unknown is a
 * fault, and so is a message that no door would take. Every fault is told at once. Pure functions.
 */
final class ScriptReader {
    static final int MOST = 500;

    private static final Set<String> ATTRIBUTES = Set.of("to", "post", "handling");
    private static final Set<String> OWN = Set.of("inject", "at", "as", "type", "purpose", "expires", "data");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private final Exercise run;
    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private ScriptReader(Exercise run) {
        this.run = run;
    }

    /** @param run in which it is to be played first */
    static Reading<Script> read(JsonNode tree, Exercise run) {
        return new ScriptReader(run).read(tree);
    }

    private Reading<Script> read(JsonNode tree) {
        JsonNode list = tree.path("injects");
        if (!list.isArray() || list.isEmpty() || list.size() > MOST) {
            return refused("/injects", "expected a list of 1 to " + MOST + " injects");
        }
        var injects = new ArrayList<Inject>();
        for (int i = 0; i < list.size(); i++) {
            inject(list.get(i), "/injects/" + i).ifPresent(injects::add);
        }
        if (!faults.isEmpty()) {
            return new Reading.Refused<>(faults);
        }
        var script = new Script(injects);
        messages(script, injects);
        return faults.isEmpty() ? new Reading.Accepted<>(script, List.of()) : new Reading.Refused<>(faults);
    }

    private static Reading<Script> refused(String place, String detail) {
        return new Reading.Refused<>(List.of(new Fault(place, Code.SCHEMA_VIOLATION, detail)));
    }

    private void fault(String place, String detail) {
        faults.add(new Fault(place, Code.SCHEMA_VIOLATION, detail));
    }

    private Optional<Inject> inject(JsonNode node, String place) {
        int before = faults.size();
        if (!(node instanceof ObjectNode members)) {
            fault(place, "expected an object");
            return Optional.empty();
        }
        members.fieldNames().forEachRemaining(name -> {
            if (!OWN.contains(name) && !ATTRIBUTES.contains(name)) {
                fault(place, "holds a member that an inject does not have");
            }
        });
        String name = members.path("inject").asText();
        if (!NAME.matcher(name).matches() || !names.add(name)) {
            fault(place + "/inject", "expected a name of its own: 1 to 40 of a-z 0-9 -");
        }
        Optional<Duration> at = duration(members, "at", place);
        if (at.isEmpty()) {
            fault(place + "/at", "expected how long after the beginning it is handed in, like PT5M");
        }
        if (at.filter(offset -> !run.from().plus(offset).isBefore(run.until())).isPresent()) {
            fault(place + "/at", "expected before the end of " + run.run());
        }
        Optional<Duration> lasts = duration(members, "expires", place);
        Optional<AgencyId> as = AgencyId.parse(members.path("as").asText());
        if (as.filter(run.participants()::contains).isEmpty()) {
            faults.add(new Fault(
                    place + "/as", Code.NOT_A_PARTICIPANT, "expected one of the participants of " + run.run()));
        }
        Optional<MessageType> type = type(members.path("type").asText(MessageType.ALERT.shortName()));
        if (type.isEmpty()) {
            fault(place + "/type", "expected one of " + types());
        }
        if (!(members.get("data") instanceof ObjectNode)) {
            fault(place + "/data", "expected the data of the message");
        }
        return faults.size() > before
                ? Optional.empty()
                : Optional.of(new Inject(name, at.orElseThrow(), as.orElseThrow(), lasts, event(members, type.get())));
    }

    private Optional<Duration> duration(ObjectNode members, String name, String place) {
        if (!members.has(name)) {
            return Optional.empty();
        }
        try {
            Duration read = Duration.parse(members.get(name).asText());
            if (!read.isNegative()) {
                return Optional.of(read);
            }
        } catch (DateTimeException notOne) {
            // Told below.
        }
        fault(place + "/" + name, "expected a duration from PT0S, like PT5M");
        return Optional.empty();
    }

    private static Optional<MessageType> type(String word) {
        return Arrays.stream(MessageType.values())
                .filter(MessageType::fromAgencies)
                .filter(type -> type.shortName().equals(word) || type.code().equals(word))
                .findFirst();
    }

    private static String types() {
        return Arrays.stream(MessageType.values())
                .filter(MessageType::fromAgencies)
                .map(MessageType::shortName)
                .collect(Collectors.joining(", "));
    }

    private static ObjectNode event(ObjectNode members, MessageType type) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0").put("type", type.code());
        event.put("purpose", members.path("purpose").asText(Purpose.TRAINING.code()));
        ATTRIBUTES.stream().filter(members::has).forEach(name -> event.set(name, members.get(name)));
        event.set("data", members.get("data").deepCopy());
        return event;
    }

    /** Each is read as a door would read it. */
    private void messages(Script script, List<Inject> injects) {
        for (Script.Due due : script.all(run)) {
            byte[] body = MessageJson.write(due.event());
            if (MessageJson.read(body) instanceof Reading.Refused<Message> refused) {
                int place = injects.stream().map(Inject::name).toList().indexOf(due.inject());
                refused.faults().stream()
                        .map(Fault::withoutForeignName)
                        .map(fault -> new Fault("/injects/" + place + fault.pointer(), fault.code(), fault.detail()))
                        .forEach(faults::add);
            }
        }
    }
}
