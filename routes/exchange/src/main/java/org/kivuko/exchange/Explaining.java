package org.kivuko.exchange;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Explanation;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Correction;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageChecks;
import org.kivuko.model.MessageKey;

/**
 * Why a message would get the rulings that it would get, for operators alone: judged by the engine of the route, on what the
 * message says and on the facts that the operator states. Of what follows a message it knows whom that one reached. Stores no
 * content; that it was asked is recorded like a dry run. Thread-safe.
 */
public final class Explaining {
    private final Rulebook rulebook;
    private final Ledger ledger;
    private final SuspendedPairs suspended;
    private final OpenExercises exercises;
    private final InstantSource clock;

    /** Where nothing is ever suspended, and no exercise opened. */
    public Explaining(Rulebook rulebook, Ledger ledger, InstantSource clock) {
        this(rulebook, ledger, SuspendedPairs.NONE, OpenExercises.NONE, clock);
    }

    public Explaining(
            Rulebook rulebook, Ledger ledger, SuspendedPairs suspended, OpenExercises exercises, InstantSource clock) {
        this.exercises = exercises;
        this.suspended = suspended;
        this.rulebook = rulebook;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Result {}

    /** One explanation per recipient. */
    public record Explained(Message message, Instant at, List<Explanation> explanations) implements Result {
        public Explained {
            explanations = List.copyOf(explanations);
        }
    }

    /** The message could not be sent at all. */
    public record Refused(List<Fault> faults) implements Result {}

    /**
     * Explains.
     *
     * @param to for these agencies; empty for those that the message names
     * @param at as of when; empty for now
     */
    public Result explain(Message message, Collection<AgencyId> to, Facts facts, Optional<Instant> at) {
        Agreements agreements = rulebook.agreements();
        Instant instant = at.orElseGet(clock::instant);
        Map<MessageKey, ReferenceFact> known = ReferenceChecks.known(ledger, message, agreements.directory());
        var faults = new ArrayList<>(MessageChecks.check(message, agreements.directory(), instant));
        if (message.envelope().type().follows()) {
            faults.addAll(new ReferenceChecks(agreements.directory(), false).check(message, known));
        }
        Collection<AgencyId> recipients = to.isEmpty() ? recipients(message, known, agreements, instant, faults) : to;
        to.stream()
                .filter(agency -> agreements.directory().agency(agency).isEmpty())
                .forEach(agency -> faults.add(new Fault("/to", Code.UNKNOWN_ADDRESS, "no state file names " + agency)));
        if (!faults.isEmpty()) {
            return new Refused(faults.stream().sorted().toList());
        }
        List<Explanation> explanations = recipients.stream()
                .map(recipient -> explanation(
                        message,
                        recipient,
                        known,
                        agreements,
                        instant,
                        at.isPresent() ? facts : asOfNow(facts, message, recipient, instant)))
                .toList();
        record(message, explanations);
        return new Explained(message, instant, explanations);
    }

    /** Of another day nobody can say what is suspended then, and which exercise open. */
    private Facts asOfNow(Facts facts, Message message, AgencyId recipient, Instant now) {
        return facts.withSuspended(suspended.between(message.key().source().state(), recipient.state()))
                .withExercise(exercises.of(message, now));
    }

    private static Collection<AgencyId> recipients(
            Message message,
            Map<MessageKey, ReferenceFact> known,
            Agreements agreements,
            Instant at,
            List<Fault> faults) {
        Agreements.Expansion expansion = agreements.expand(message, at);
        if (expansion instanceof Agreements.Expansion.Unknown unknown) {
            faults.addAll(unknown.faults());
            return List.of();
        }
        return Following.reachesAll(message)
                ? Following.recipients(message, known)
                : ((Agreements.Expansion.Recipients) expansion).agencies();
    }

    /** What follows a message is asked of no rule, but for what a correction says anew. */
    private static Explanation explanation(
            Message message,
            AgencyId recipient,
            Map<MessageKey, ReferenceFact> known,
            Agreements agreements,
            Instant at,
            Facts stated) {
        Facts facts = Following.known(stated, message, recipient, known);
        if (!message.envelope().type().follows()) {
            return agreements.explain(message, recipient, at, facts);
        }
        var ruling = Following.follow(message, recipient, known, agreements, at, facts);
        return message.payload() instanceof Correction
                ? new Explanation(
                        ruling,
                        agreements
                                .explain(message.content(), recipient, at, facts)
                                .rules())
                : new Explanation(ruling, List.of());
    }

    private void record(Message message, List<Explanation> explanations) {
        Map<AgencyId, Outcome> outcomes = new LinkedHashMap<>();
        explanations.forEach(
                each -> outcomes.put(each.ruling().recipient(), each.ruling().outcome()));
        Header header = Header.of(message, Map.of(), Agreements.showsProtection(message));
        ledger.dryRun("operator", clock.instant(), header, outcomes);
    }
}
