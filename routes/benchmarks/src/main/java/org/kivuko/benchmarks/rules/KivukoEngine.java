package org.kivuko.benchmarks.rules;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageType;
import org.kivuko.model.Reading;
import org.kivuko.model.Role;

/**
 * The engine of the hub. A decision says more than the others do (why, and which rules decided); a ruling says also what the
 * recipient owes, which fields are removed, and what is left of the message.
 */
final class KivukoEngine implements Engine {
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

    private final Agreements agreements;
    private final boolean reduces;
    private final List<Judged> judged;

    /** What the hub has in hand when it judges: a message that was read, and a recipient. */
    private record Judged(Message message, AgencyId recipient) {}

    private KivukoEngine(RuleSet rules, List<Question> questions, boolean reduces) {
        agreements = Agreements.unkeyed(directory(rules), agreements(rules));
        this.reduces = reduces;
        judged = questions.stream()
                .map(question ->
                        new Judged(message(question), agency(question.pair().to(), question.recipient())))
                .toList();
    }

    /** Only whether the message may cross: the question that the others answer. */
    static KivukoEngine deciding(RuleSet rules, List<Question> questions) {
        return new KivukoEngine(rules, questions, false);
    }

    /** Also what of it crosses. */
    static KivukoEngine ruling(RuleSet rules, List<Question> questions) {
        return new KivukoEngine(rules, questions, true);
    }

    /** Short names are short: three letters, as in DIS or KRA. */
    private static AgencyId agency(String state, Role role) {
        return AgencyId.of(state + "." + role.name().substring(0, 3));
    }

    private static Directory directory(RuleSet rules) {
        var states = new ArrayList<Directory.State>();
        for (String state : rules.states()) {
            var agencies = RuleSet.ROLES.stream()
                    .map(role -> new Directory.Agency(agency(state, role), role.code(), Set.of(role), false))
                    .toList();
            states.add(new Directory.State(state, state, Optional.empty(), agencies));
        }
        return new Directory(states, List.of());
    }

    /** One agreement for each two states, as between real ones: the rules of both directions. */
    private static List<Agreement> agreements(RuleSet rules) {
        var agreements = new ArrayList<Agreement>();
        for (Spec.Pair pair : rules.pairs()) {
            if (pair.from().compareTo(pair.to()) < 0) {
                var both = new ArrayList<>(rules.rules(pair));
                both.addAll(rules.rules(new Spec.Pair(pair.to(), pair.from())));
                agreements.add(agreement(pair, both));
            }
        }
        return agreements;
    }

    private static Agreement agreement(Spec.Pair pair, List<Spec> rules) {
        return new Agreement(
                pair.from() + "-" + pair.to() + ".bench",
                1,
                "Measured",
                new Agreement.Instrument("Measured", Optional.empty()),
                List.of(pair.from(), pair.to()),
                Agreement.State.IN_FORCE,
                new Agreement.Validity(LocalDate.of(2020, 1, 1), Optional.empty()),
                Map.of("alert", Set.of(pair.from(), pair.to())),
                rules.stream().map(KivukoEngine::rule).toList());
    }

    private static Rule rule(Spec spec) {
        return new Rule(
                spec.id(),
                spec.permit() ? Rule.Kind.PERMIT : Rule.Kind.PROHIBIT,
                spec.pair().from(),
                spec.pair().to(),
                spec.permit() ? Optional.of("alert") : Optional.empty(),
                Set.of(MessageType.ALERT),
                spec.alertTypes().stream()
                        .map(type -> new Rule.AlertTypes(type.code()))
                        .toList(),
                parties(spec.senders()),
                parties(spec.recipients()),
                Set.of(),
                spec.purposes(),
                Set.of(),
                Optional.of(spec.minSeverity()),
                Set.of(),
                false,
                spec.permit() ? new Rule.Fields(List.of("@core"), Map.of(), List.of()) : Rule.Fields.NONE,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }

    private static List<Rule.Party> parties(Set<Role> roles) {
        return roles.stream()
                .sorted()
                .map(role -> (Rule.Party) new Rule.Party.WithRole(role))
                .toList();
    }

    private static Message message(Question question) {
        var sender = agency(question.pair().from(), question.sender());
        var recipient = agency(question.pair().to(), question.recipient());
        var json =
                """
                {"specversion":"1.0","id":"b-1","source":"%s","type":"kivuko.alert.v1","time":"2026-11-01T08:00:00Z",
                 "to":"%s","purpose":"%s","expires":"2026-12-01T08:00:00Z",
                 "data":{"msgType":"Alert","alertType":"%s","category":["Security"],"urgency":"Expected","severity":"%s",
                 "certainty":"Observed"}}
                """
                        .formatted(
                                sender.source(),
                                recipient,
                                question.purpose().code(),
                                question.alertType().code(),
                                question.severity().code());
        if (MessageJson.read(json.getBytes(StandardCharsets.UTF_8)) instanceof Reading.Accepted<Message> accepted) {
            return accepted.value();
        }
        throw new IllegalStateException("the measurement's own message is refused");
    }

    @Override
    public boolean permits(int question) {
        var asked = judged.get(question);
        if (reduces) {
            var ruling = agreements.judge(asked.message(), asked.recipient(), NOW, Facts.NONE);
            return ruling.data().isPresent();
        }
        var decision = agreements.decide(asked.message(), asked.recipient(), NOW, Facts.NONE);
        return decision.reason().isEmpty();
    }
}
