package org.kivuko.hub.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.agreement.Explanation;
import org.kivuko.agreement.Facts;
import org.kivuko.exchange.Explaining;
import org.kivuko.exchange.Rulebook;
import org.kivuko.hub.configuration.StatedFacts;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/** Explanations for operators over HTTP: reads the question, writes the answer. Thread-safe. */
public final class ExplainDesk {
    private static final Set<String> MEMBERS = Set.of("message", "facts", "to", "at");

    private final Explaining explaining;
    private final Rulebook rulebook;

    public ExplainDesk(Explaining explaining, Rulebook rulebook) {
        this.explaining = explaining;
        this.rulebook = rulebook;
    }

    private record Question(Message message, Facts facts, List<AgencyId> to, Optional<Instant> at) {
        /** Shows no content. */
        @Override
        public String toString() {
            return "Question[" + message.key() + "]";
        }
    }

    /**
     * Answers {@code {message, facts?, to?, at?}} with {@code {at, before, decisions: [{..., answers, sideBySide}]}}.
     *
     * @return the answer, or everything that is wrong with the question
     */
    public Reading<ObjectNode> explain(byte[] body) {
        Reading<Question> question = question(body);
        if (question instanceof Reading.Refused<Question> refused) {
            return new Reading.Refused<>(refused.faults());
        }
        Question asked = ((Reading.Accepted<Question>) question).value();
        Explaining.Result result = explaining.explain(asked.message(), asked.to(), asked.facts(), asked.at());
        return result instanceof Explaining.Refused refused
                ? new Reading.Refused<>(
                        refused.faults().stream().map(ExplainDesk::ofMessage).toList())
                : new Reading.Accepted<>(document((Explaining.Explained) result), List.of());
    }

    private static ObjectNode document(Explaining.Explained explained) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("at", explained.at().toString());
        document.set("before", explained.message().json());
        var decisions = document.putArray("decisions");
        for (Explanation explanation : explained.explanations()) {
            ObjectNode decision = ExplanationJson.of(new Subject(explained.message(), explained.at(), explanation));
            if (decision.has("message")) {
                SideBySide.lines(explained.message().json(), decision.get("message"))
                        .forEach(decision.putArray("sideBySide")::add);
            }
            decisions.add(decision);
        }
        return document;
    }

    private Reading<Question> question(byte[] body) {
        JsonNode tree;
        try {
            tree = MessageJson.tree(body);
        } catch (IllegalArgumentException notJson) {
            return refused(List.of(new Fault("", Code.UNREADABLE, "is not JSON that is read here")));
        }
        var faults = new ArrayList<Fault>();
        tree.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                faults.add(new Fault("/" + name, Code.SCHEMA_VIOLATION, "is none of message, facts, to, at"));
            }
        });
        Optional<Message> message = message(tree.path("message"), faults);
        Facts facts = facts(tree.path("facts"), faults);
        List<AgencyId> to = to(tree.path("to"), faults);
        Optional<Instant> at = at(tree.path("at"), faults);
        return faults.isEmpty() && message.isPresent()
                ? new Reading.Accepted<>(new Question(message.get(), facts, to, at), List.of())
                : refused(faults);
    }

    private static Reading<Question> refused(List<Fault> faults) {
        return new Reading.Refused<>(faults);
    }

    private static Optional<Message> message(JsonNode place, List<Fault> faults) {
        if (!place.isObject()) {
            faults.add(new Fault("/message", Code.SCHEMA_VIOLATION, "must be the message, as it would be posted"));
            return Optional.empty();
        }
        Reading<Message> reading = MessageJson.read(MessageJson.write(place));
        if (reading instanceof Reading.Refused<Message> refused) {
            refused.faults().stream().map(ExplainDesk::ofMessage).forEach(faults::add);
            return Optional.empty();
        }
        return Optional.of(((Reading.Accepted<Message>) reading).value());
    }

    private static Fault ofMessage(Fault fault) {
        return new Fault("/message" + fault.pointer(), fault.code(), fault.detail());
    }

    private Facts facts(JsonNode place, List<Fault> faults) {
        if (place.isMissingNode()) {
            return Facts.NONE;
        }
        String text = new String(MessageJson.write(place), StandardCharsets.UTF_8);
        StatedFacts stated = StatedFacts.read("facts", text, rulebook.agreements());
        if (stated instanceof StatedFacts.Wrong wrong) {
            wrong.problems()
                    .forEach(problem -> faults.add(new Fault(
                            "/facts",
                            Code.SCHEMA_VIOLATION,
                            problem.path() + ": " + problem.message() + "; " + problem.remedy())));
            return Facts.NONE;
        }
        return ((StatedFacts.Read) stated).facts();
    }

    private static List<AgencyId> to(JsonNode place, List<Fault> faults) {
        var to = new ArrayList<AgencyId>();
        for (JsonNode each : place) {
            AgencyId.parse(each.asText())
                    .ifPresentOrElse(
                            to::add,
                            () -> faults.add(
                                    new Fault("/to", Code.SCHEMA_VIOLATION, "must name agencies, like KEN.DIS")));
        }
        if (!place.isMissingNode() && !place.isArray()) {
            faults.add(new Fault("/to", Code.SCHEMA_VIOLATION, "must be a list of agencies"));
        }
        return to;
    }

    private static Optional<Instant> at(JsonNode place, List<Fault> faults) {
        if (place.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(place.asText()));
        } catch (DateTimeException noInstant) {
            faults.add(new Fault("/at", Code.SCHEMA_VIOLATION, "must be an instant, like 2026-11-01T08:00:00Z"));
            return Optional.empty();
        }
    }
}
