package org.kivuko.agreement;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;

/**
 * The agreements between all states of a directory, compiled once and then asked for every message. A pure function of its
 * arguments: no clock, no store, no network. Immutable, thread-safe.
 */
public final class Agreements {
    private final Directory directory;
    private final List<Agreement> all;
    private final RuleIndex index;
    private final Addressing addressing;
    private final Judge judge;
    private final Copies copies;
    private final Optional<WindDown> windDown;

    private Agreements(Directory directory, List<Agreement> all, PairHash hash) {
        this.directory = directory;
        this.all = all;
        index = new RuleIndex(directory, all);
        addressing = new Addressing(directory, index);
        judge = new Judge(directory, hash, index);
        copies = new Copies(directory, index);
        windDown = WindDown.of(all, later -> of(directory, later, hash));
    }

    /**
     * Compiles agreements that were read and checked against this directory. A rule whose fields cannot be judged
     * ({@link FieldPaths#problems}) is an {@link IllegalArgumentException}, never skipped.
     */
    public static Agreements of(Directory directory, Collection<Agreement> agreements, PairHash hash) {
        return new Agreements(
                directory,
                agreements.stream().sorted(Comparator.comparing(Agreement::id)).toList(),
                hash);
    }

    /**
     * The same where no hub's key is at hand: which fields are hashed is known, to what is not. For whoever asks what crosses;
     * nothing that is handed over may be projected with it.
     */
    public static Agreements unkeyed(Directory directory, Collection<Agreement> agreements) {
        return of(directory, agreements, (from, to, value) -> "0".repeat(32));
    }

    public Directory directory() {
        return directory;
    }

    /** Every agreement, whatever its state, in the order of ids. */
    public List<Agreement> all() {
        return all;
    }

    /** Those in force at this instant, provisionally or for good and within their dates, as they stand then. */
    public List<Agreement> inForce(Instant at) {
        return all.stream()
                .filter(agreement -> Term.of(agreement).inForce(at))
                .map(agreement -> agreement.asOf(at))
                .toList();
    }

    /** The first instant after this one at which an agreement begins, ends or changes without anybody's further doing. */
    public Optional<Instant> nextChange(Instant after) {
        return all.stream()
                .flatMap(agreement -> Term.of(agreement).changes())
                .filter(instant -> instant.isAfter(after) && instant.isBefore(Instant.MAX))
                .min(Comparator.naturalOrder());
    }

    /** The agencies that the addresses of a message name at this instant, without its sender; or what is wrong with them. */
    public Expansion expand(Message message, Instant at) {
        return addressing.expand(message.envelope(), at);
    }

    /** Judges a message for one recipient at one instant. */
    public Ruling judge(Message message, AgencyId recipient, Instant at, Facts facts) {
        return decide(message, recipient, at, facts).ruling();
    }

    /** The first half of judging: whether the message may reach the recipient, before anything of it is reduced. */
    public Decision decide(Message message, AgencyId recipient, Instant at, Facts facts) {
        return forReview(facts).judge.decide(Matter.of(message, recipient, facts), at);
    }

    /** What was held and is released may cross while an agreement that has ended winds down; nothing new can. */
    private Agreements forReview(Facts facts) {
        return facts.review() == Facts.Review.RELEASED
                ? windDown.map(WindDown::agreements).orElse(this)
                : this;
    }

    /** The same ruling, with what every rule of the pair of states said on the way to it. */
    public Explanation explain(Message message, AgencyId recipient, Instant at, Facts facts) {
        var matter = Matter.of(message, recipient, facts);
        var asked = forReview(facts);
        var rules = asked.index.between(matter.from(), matter.to());
        return new Explanation(asked.judge.decide(matter, at).ruling(), rules.answers(matter, at));
    }

    /**
     * Who gets a copy of a message beside its addressees. Each is judged like one of them; the sender is not shown them.
     *
     * @param rulings one per addressee, of this message and these agreements
     */
    public SortedSet<AgencyId> copies(Message message, Collection<Ruling> rulings) {
        return copies.of(message, rulings);
    }

    /**
     * The rules between two states that count what they let cross, by full name, with the time over which they count: what
     * {@link Facts#used} has to know of each link between them.
     */
    public Map<String, Duration> rateCaps(String from, String to) {
        return index.between(from, to)
                .capped()
                .collect(Collectors.toUnmodifiableMap(
                        CompiledRule::name,
                        permit ->
                                permit.rule().controls().rateCap().orElseThrow().within()));
    }

    /** The same for the rules from one state to another alone: what waits on that way has to be judged again then. */
    public Optional<Instant> nextChange(String from, String to, Instant after) {
        return index.between(from, to).nextChange(after);
    }

    /**
     * The first instant after this one from which a message that crosses now would not cross as it does, as far as dates,
     * announced acts and the clocks of open emergencies say so already, on the same facts; empty where nothing known ends it.
     * Costs a judgement for each instant at which a rule between the two states begins or ends to hold, or an emergency is
     * over; none where there is no such instant.
     *
     * @param latest looks no further than this
     */
    public Optional<Instant> knownEnd(
            Message message, AgencyId recipient, Instant at, Facts facts, Optional<Instant> latest) {
        var matter = Matter.of(message, recipient, facts);
        var asked = forReview(facts);
        var changes = asked.index.between(matter.from(), matter.to()).phases();
        return facts.emergencies().isEmpty()
                ? KnownEnd.of(asked.judge, changes, any -> matter, at, latest)
                : KnownEnd.of(
                        asked.judge,
                        merged(changes, facts.emergencies().values()),
                        then -> Matter.of(message, recipient, facts.at(then)),
                        at,
                        latest);
    }

    private static List<Instant> merged(List<Instant> changes, Collection<Instant> ends) {
        return Stream.concat(changes.stream(), ends.stream().filter(end -> end.isBefore(Instant.MAX)))
                .distinct()
                .sorted()
                .toList();
    }

    /** An agreement and the instants at which it is known to begin, to end or to change. */
    public record Ahead(Agreement agreement, List<Instant> changes) {}

    /** Every agreement that begins, ends or changes after this instant without anybody's further doing, in the order of ids. */
    public List<Ahead> ahead(Instant at) {
        return all.stream()
                .map(agreement -> new Ahead(agreement, changes(agreement, at)))
                .filter(ahead -> !ahead.changes().isEmpty())
                .toList();
    }

    /** None of one that is not in force now nor will be. */
    private static List<Instant> changes(Agreement agreement, Instant at) {
        var term = Term.of(agreement);
        var changes = term.changes()
                .filter(instant -> instant.isAfter(at) && instant.isBefore(Instant.MAX))
                .distinct()
                .sorted()
                .toList();
        return term.inForce(at) || changes.stream().anyMatch(term::inForce) ? changes : List.of();
    }

    /** What crosses at an instant between every two states, and inside each, one row per type of message. */
    public List<MatrixRow> matrix(Instant at) {
        return new Matrix(directory, index, addressing).rows(at);
    }

    /** Whether the message itself shows that a person sought protection (PR-1): what makes a thread protected. */
    public static boolean showsProtection(Message message) {
        return Concerned.of(message).showsProtection();
    }

    /** The border post at which a message arose: what its envelope says, else what its data says. */
    public static Optional<String> post(Message message) {
        return Matter.post(message);
    }

    /** What addresses come to. */
    public sealed interface Expansion {
        record Recipients(SortedSet<AgencyId> agencies) implements Expansion {}

        /** Addresses that name nobody: {@code UNKNOWN_ADDRESS} at {@code /to}, one fault for each. */
        record Unknown(List<Fault> faults) implements Expansion {}
    }
}
