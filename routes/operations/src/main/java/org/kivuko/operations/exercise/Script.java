package org.kivuko.operations.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.exchange.Times;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.model.Status;

/**
 * What is handed in during an exercise, and when. A pure function of script, run and instant: two hubs, or one after a kill, make
 * the same messages of it. Immutable.
 */
public final class Script {
    private final List<Inject> injects;

    Script(List<Inject> injects) {
        this.injects = injects.stream().sorted(Comparator.comparing(Inject::at)).toList();
    }

    /**
     * A message that is to be handed in.
     *
     * @param key of the message
     * @param at when by the script
     */
    public record Due(String inject, MessageKey key, Instant at, ObjectNode event) {
        /** Shows no content. */
        @Override
        public String toString() {
            return "Due[" + key + " at " + at + "]";
        }
    }

    /** Everything that it hands in during a run, in the order in which it is handed in. */
    public List<Due> all(Exercise run) {
        return injects.stream().map(inject -> due(inject, run)).toList();
    }

    /**
     * What is to be handed in by now, in order; nothing before the run begins and once it is over.
     *
     * @param done the names of what was handed in before
     */
    public List<Due> due(Exercise run, Set<String> done, Instant now) {
        return run.holds(now)
                ? all(run).stream()
                        .filter(each -> !each.at().isAfter(now) && !done.contains(each.inject()))
                        .toList()
                : List.of();
    }

    private Due due(Inject inject, Exercise run) {
        Instant at = run.from().plus(inject.at());
        MessageKey key = key(inject, run.run());
        ObjectNode event = inject.event().deepCopy();
        JsonNode data = event.remove("data");
        event.put("id", key.id());
        event.put("source", key.source().source());
        event.put("time", Times.text(at));
        event.put("status", Status.EXERCISE.code());
        event.put("exercise", run.run().exercise());
        Optional<Instant> ends = inject.lasts().map(at::plus).or(() -> endOfAlert(event, run));
        ends.ifPresent(end -> event.put("expires", Times.text(end)));
        event.set("data", named(data, run.run()));
        return new Due(inject.name(), key, at, event);
    }

    /** An alert has to end, and this one is about nothing that outlasts the run. */
    private static Optional<Instant> endOfAlert(ObjectNode event, Exercise run) {
        return event.path("type").asText().equals(MessageType.ALERT.code())
                ? Optional.of(run.until())
                : Optional.empty();
    }

    private static MessageKey key(Inject inject, Run run) {
        return new MessageKey(inject.as(), run.exercise() + "." + run.number() + "." + inject.name());
    }

    /** References to other injects become those to their messages. */
    private JsonNode named(JsonNode data, Run run) {
        if (data.get("references") instanceof ArrayNode references) {
            for (int i = 0; i < references.size(); i++) {
                String name = references.get(i).asText();
                int place = i;
                injects.stream()
                        .filter(inject -> inject.name().equals(name))
                        .findFirst()
                        .ifPresent(inject -> references.set(
                                place, references.textNode(key(inject, run).toString())));
            }
        }
        return data;
    }
}
