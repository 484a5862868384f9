package org.kivuko.agreement;

import java.time.Duration;
import java.time.Period;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.kivuko.agreement.Controls.Copy;
import org.kivuko.agreement.Controls.Emergency;
import org.kivuko.agreement.Controls.RateCap;
import org.kivuko.agreement.Rule.AlertTypes;
import org.kivuko.agreement.Rule.Fields;
import org.kivuko.agreement.Rule.Kind;
import org.kivuko.agreement.Rule.Party;
import org.kivuko.agreement.Rule.Transform;
import org.kivuko.agreement.Rule.Travellers;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Role;
import org.kivuko.model.Severity;
import org.kivuko.model.Status;
import org.kivuko.model.Urgency;

/** Writes rules as an agreement file does: what is not stated stays unstated. From Kenya to Uganda unless told otherwise. */
final class RuleBuilder {
    private final String id;
    private final Kind kind;
    private String from = "KEN";
    private String to = "UGA";
    private Optional<String> annex;
    private Set<MessageType> messages = Set.of();
    private List<AlertTypes> alertTypes = List.of();
    private List<Party> senders = List.of();
    private List<Party> recipients = List.of();
    private Set<String> posts = Set.of();
    private Set<Purpose> purposes = Set.of();
    private Set<Status> statuses = Set.of();
    private Optional<Severity> minSeverity = Optional.empty();
    private Set<Travellers> travellers = Set.of();
    private boolean whenProtected;
    private List<String> keep = List.of();
    private final Map<String, Transform> transform = new HashMap<>();
    private List<String> require = List.of();
    private Optional<Handling> handlingDefault = Optional.empty();
    private Optional<Handling> handlingMax = Optional.empty();
    private OptionalInt maxBytes = OptionalInt.empty();
    private Demands demands = Demands.NONE;
    private Duties duties = Duties.NONE;
    private Controls controls = Controls.NONE;
    private Optional<Cells> cells = Optional.empty();

    private RuleBuilder(String id, Kind kind, Optional<String> annex) {
        this.id = id;
        this.kind = kind;
        this.annex = annex;
    }

    /** A permit of annex {@code all} for every type of message. */
    static RuleBuilder permit(String id) {
        return new RuleBuilder(id, Kind.PERMIT, Optional.of("all"))
                .messages(MessageType.ALERT, MessageType.FLOW_REPORT, MessageType.CROSSING_RECORD);
    }

    static RuleBuilder prohibit(String id) {
        return new RuleBuilder(id, Kind.PROHIBIT, Optional.empty());
    }

    RuleBuilder between(String fromState, String toState) {
        from = fromState;
        to = toState;
        return this;
    }

    RuleBuilder annex(String name) {
        annex = Optional.of(name);
        return this;
    }

    RuleBuilder messages(MessageType... types) {
        messages = Set.of(types);
        return this;
    }

    RuleBuilder alertTypes(String... patterns) {
        alertTypes = Stream.of(patterns).map(AlertTypes::new).toList();
        return this;
    }

    RuleBuilder senders(String... parties) {
        senders = parties(parties);
        return this;
    }

    RuleBuilder recipients(String... parties) {
        recipients = parties(parties);
        return this;
    }

    private static List<Party> parties(String... parties) {
        return Stream.of(parties)
                .map(text -> text.startsWith(":")
                        ? new Party.WithRole(
                                Coded.find(Role.class, text.substring(1)).orElseThrow())
                        : new Party.Named(AgencyId.of(text)))
                .map(Party.class::cast)
                .toList();
    }

    RuleBuilder posts(String... crossings) {
        posts = Set.of(crossings);
        return this;
    }

    RuleBuilder purposes(Purpose... stated) {
        purposes = Set.of(stated);
        return this;
    }

    RuleBuilder statuses(Status... stated) {
        statuses = Set.of(stated);
        return this;
    }

    RuleBuilder minSeverity(Severity least) {
        minSeverity = Optional.of(least);
        return this;
    }

    RuleBuilder travellers(Travellers... groups) {
        travellers = new HashSet<>(List.of(groups));
        return this;
    }

    RuleBuilder whenProtected() {
        whenProtected = true;
        return this;
    }

    RuleBuilder keep(String... paths) {
        keep = List.of(paths);
        return this;
    }

    RuleBuilder transform(String path, Transform how) {
        transform.put(path, how);
        return this;
    }

    RuleBuilder require(String... paths) {
        require = List.of(paths);
        return this;
    }

    RuleBuilder handlingDefault(Handling code) {
        handlingDefault = Optional.of(code);
        return this;
    }

    RuleBuilder handlingMax(Handling code) {
        handlingMax = Optional.of(code);
        return this;
    }

    RuleBuilder maxBytes(int bytes) {
        maxBytes = OptionalInt.of(bytes);
        return this;
    }

    RuleBuilder languages(String... ranges) {
        demands = new Demands(List.of(ranges), demands.evaluation(), demands.participants());
        return this;
    }

    RuleBuilder evaluation() {
        demands = new Demands(demands.languages(), true, demands.participants());
        return this;
    }

    RuleBuilder participants(AgencyId... agencies) {
        demands = new Demands(demands.languages(), demands.evaluation(), Set.of(agencies));
        return this;
    }

    RuleBuilder retention(String period) {
        duties = new Duties(
                Optional.of(Period.parse(period)),
                duties.passing(),
                duties.acknowledge(),
                duties.acknowledgeOtherwise());
        return this;
    }

    RuleBuilder onward(Onward onward, String... to) {
        return passing(new Passing(onward, Set.of(to), duties.passing().evidence()));
    }

    RuleBuilder evidence(EvidenceUse use) {
        return passing(new Passing(duties.passing().onward(), duties.passing().to(), use));
    }

    private RuleBuilder passing(Passing passing) {
        duties = new Duties(duties.retention(), passing, duties.acknowledge(), duties.acknowledgeOtherwise());
        return this;
    }

    RuleBuilder acknowledge(Urgency urgency, String within) {
        var deadlines = new HashMap<>(duties.acknowledge());
        deadlines.put(urgency, Duration.parse(within));
        duties = new Duties(duties.retention(), duties.passing(), deadlines, duties.acknowledgeOtherwise());
        return this;
    }

    RuleBuilder acknowledge(String within) {
        duties = new Duties(
                duties.retention(), duties.passing(), duties.acknowledge(), Optional.of(Duration.parse(within)));
        return this;
    }

    RuleBuilder rateCap(int most, String within) {
        controls = new Controls(
                Optional.of(new RateCap(most, Duration.parse(within))),
                controls.reviewWithin(),
                controls.copies(),
                controls.emergency());
        return this;
    }

    RuleBuilder review(String within) {
        controls = new Controls(
                controls.rateCap(), Optional.of(Duration.parse(within)), controls.copies(), controls.emergency());
        return this;
    }

    RuleBuilder copies(Copy... copies) {
        controls = new Controls(controls.rateCap(), controls.reviewWithin(), Set.of(copies), controls.emergency());
        return this;
    }

    RuleBuilder emergency(String most, AgencyId... by) {
        controls = new Controls(
                controls.rateCap(),
                controls.reviewWithin(),
                controls.copies(),
                Optional.of(new Emergency(Set.of(by), Duration.parse(most))));
        return this;
    }

    RuleBuilder cells(int min, Map<Dimension, Integer> minBy) {
        cells = Optional.of(new Cells(min, minBy, true));
        return this;
    }

    Rule build() {
        return new Rule(
                id,
                kind,
                from,
                to,
                annex,
                messages,
                alertTypes,
                senders,
                recipients,
                posts,
                purposes,
                statuses,
                minSeverity,
                travellers,
                whenProtected,
                new Fields(keep, transform, require),
                handlingDefault,
                handlingMax,
                maxBytes,
                demands,
                duties,
                controls,
                cells);
    }
}
