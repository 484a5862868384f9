package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Given;
import org.kivuko.agreement.Outcome;
import org.kivuko.agreement.Ruling;
import org.kivuko.exchange.format.Beside;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageChecks;
import org.kivuko.model.MessageKey;
import org.kivuko.model.Reading;

/**
 * What would become of a message: judged by the same engine as the route, on what the message itself says and nothing else.
 * Takes no key, stores no content. Thread-safe.
 */
public final class DryRun {
    private static final Given NOTHING_KEPT = new Given(List.of(), List.of(), List.of());

    private final Reader reader;
    private final Rulebook rulebook;
    private final Ledger ledger;
    private final SuspendedPairs suspended;
    private final OpenExercises exercises;
    private final InstantSource clock;

    /** Where nothing is ever suspended, and no exercise opened. */
    public DryRun(Reader reader, Rulebook rulebook, Ledger ledger, InstantSource clock) {
        this(reader, rulebook, ledger, SuspendedPairs.NONE, OpenExercises.NONE, clock);
    }

    public DryRun(
            Reader reader,
            Rulebook rulebook,
            Ledger ledger,
            SuspendedPairs suspended,
            OpenExercises exercises,
            InstantSource clock) {
        this.exercises = exercises;
        this.suspended = suspended;
        this.reader = reader;
        this.rulebook = rulebook;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Result {}

    /**
     * The document of the contract, one decision per recipient.
     *
     * @param json {@code {decisions: [...]}}
     */
    public record Decided(ObjectNode json) implements Result {}

    /** The message could not be sent at all. */
    public record Refused(List<Fault> faults) implements Result {}

    /**
     * Judges a message for everybody it is addressed to.
     *
     * @param caller an agency, which can only ask for messages of its own, or an operator, who asks with JSON
     */
    public Result decide(byte[] body, String contentType, Caller caller, Beside beside) {
        Reading<Message> reading = caller instanceof Caller.OfAgency own
                ? reader.read(body, contentType, own.agency(), beside)
                : reader.readJson(body, contentType);
        if (reading instanceof Reading.Refused<Message> refused) {
            return new Refused(refused.faults());
        }
        Message message = ((Reading.Accepted<Message>) reading).value();
        Instant now = clock.instant();
        Agreements agreements = rulebook.agreements();
        if (caller instanceof Caller.OfAgency own
                && !own.agency().equals(message.key().source())) {
            return new Refused(List.of(new Fault("/source", Code.NOT_SENDER, "must name the agency that asks")));
        }
        var faults = new ArrayList<>(MessageChecks.check(message, agreements.directory(), now));
        Map<MessageKey, ReferenceFact> known = known(message);
        faults.addAll(unknownFollowed(message, known));
        Agreements.Expansion expansion = agreements.expand(message, now);
        if (expansion instanceof Agreements.Expansion.Unknown unknown) {
            faults.addAll(unknown.faults());
        }
        if (!faults.isEmpty()) {
            return new Refused(faults.stream().sorted().toList());
        }
        SortedSet<AgencyId> recipients = Following.reachesAll(message)
                ? Following.recipients(message, known)
                : ((Agreements.Expansion.Recipients) expansion).agencies();
        return decide(message, recipients, known, caller, now);
    }

    /** What its sender knows anyhow of the messages that it refers to. */
    private Map<MessageKey, ReferenceFact> known(Message message) {
        return ReferenceChecks.known(ledger, message, rulebook.agreements().directory()).values().stream()
                .collect(Collectors.toMap(ReferenceFact::key, DryRun::asIfCrossed));
    }

    /**
     * Whether a copy is held its sender may not know, and of some not even that they are. Of what is held nobody knows yet what
     * of it would not cross; so where its sender is not told, that is not asked of what crossed either.
     */
    private static ReferenceFact asIfCrossed(ReferenceFact fact) {
        return new ReferenceFact(
                fact.key(),
                fact.channel(),
                fact.lane(),
                fact.type(),
                fact.alertType(),
                fact.person(),
                false,
                fact.handling(),
                fact.ofOthers(),
                fact.recalled(),
                fact.copies().stream()
                        .filter(ReferenceFact.Copy::shownToSender)
                        .map(copy -> new ReferenceFact.Copy(
                                copy.recipient(),
                                Outcome.RELEASED,
                                copy.handling(),
                                fact.person() ? NOTHING_KEPT : copy.given(),
                                copy.agreements(),
                                true))
                        .toList());
    }

    private List<Fault> unknownFollowed(Message message, Map<MessageKey, ReferenceFact> known) {
        return message.envelope().type().follows()
                ? new ReferenceChecks(rulebook.agreements().directory(), false).check(message, known)
                : List.of();
    }

    private Decided decide(
            Message message,
            Iterable<AgencyId> recipients,
            Map<MessageKey, ReferenceFact> known,
            Caller caller,
            Instant now) {
        Agreements agreements = rulebook.agreements();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode decisions = document.putArray("decisions");
        Map<AgencyId, Outcome> outcomes = new LinkedHashMap<>();
        for (AgencyId recipient : recipients) {
            Facts away = Facts.NONE
                    .withSuspended(suspended.between(message.key().source().state(), recipient.state()))
                    .withExercise(exercises.of(message, now));
            Facts facts = Following.known(away, message, recipient, known);
            Ruling ruling = Following.judge(message, recipient, known, agreements, now, facts);
            outcomes.put(recipient, ruling.outcome());
            decisions.add(DecisionWriter.decision(message, ruling, caller instanceof Caller.Operator));
        }
        Header header = Header.of(message, Map.of(), Agreements.showsProtection(message));
        ledger.dryRun(name(caller), now, header, outcomes);
        return new Decided(document);
    }

    private static String name(Caller caller) {
        return caller instanceof Caller.OfAgency own ? own.agency().toString() : "operator";
    }
}
