package org.kivuko.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreements;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Lane;
import org.kivuko.model.Message;
import org.kivuko.model.MessageChecks;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MsgType;
import org.kivuko.model.Urgency;

/**
 * Whether its sender may send a message, and what the hub needs to know about it beside its content. The same class stands
 * at every door. Thread-safe.
 */
public final class Admission {
    private final Rulebook rulebook;
    private final Ledger ledger;
    private final Digests digests;

    public Admission(Rulebook rulebook, Ledger ledger, Digests digests) {
        this.rulebook = rulebook;
        this.ledger = ledger;
        this.digests = digests;
    }

    /** What came of asking. */
    public sealed interface Result {}

    /**
     * It may be sent.
     *
     * @param lane the lane it has a right to
     * @param references what the ledger knows of the messages it refers to
     */
    public record Admitted(
            Message message, Digest digest, Header header, Lane lane, Map<MessageKey, ReferenceFact> references)
            implements Result {
        public Admitted {
            references = Map.copyOf(references);
        }
    }

    /** It may not; every fault that was found. */
    public record Refused(List<Fault> faults) implements Result {
        public Refused {
            faults = faults.stream().sorted().toList();
        }
    }

    /**
     * Checks a well-formed message.
     *
     * @param sender who is at the door
     * @param unverifiedReferences whether references of a public warning need not be known here
     */
    public Result admit(Message message, AgencyId sender, boolean unverifiedReferences, Instant now) {
        Agreements agreements = rulebook.agreements();
        if (!message.key().source().equals(sender)) {
            return new Refused(List.of(new Fault("/source", Code.NOT_SENDER, "must name the agency that sends")));
        }
        if (agreements.directory().agency(sender).isEmpty()) {
            return new Refused(List.of(new Fault("/source", Code.NOT_SENDER, "is no agency of this hub any more")));
        }
        List<Fault> faults = new ArrayList<>(MessageChecks.check(message, agreements.directory(), now));
        if (agreements.expand(message, now) instanceof Agreements.Expansion.Unknown unknown) {
            faults.addAll(unknown.faults());
        }
        Map<MessageKey, ReferenceFact> known = ReferenceChecks.known(ledger, message, agreements.directory());
        faults.addAll(new ReferenceChecks(agreements.directory(), unverifiedReferences).check(message, known));
        return faults.isEmpty() ? admitted(message, known) : new Refused(faults);
    }

    /**
     * Since when exactly this message of this sender has been accepted. What was accepted stays so: a repetition is answered
     * with the first receipt, even where the message could not be sent anew, because it has expired, say.
     */
    public Optional<Instant> acceptedBefore(Message message, AgencyId sender) {
        return message.key().source().equals(sender)
                ? ledger.acceptedAt(message.key(), digests.digest(message))
                : Optional.empty();
    }

    /**
     * The same without asking whether it may be sent: for a message that a door has accepted before, whose state only
     * judging can change.
     */
    public Admitted readmit(Message message) {
        return admitted(
                message,
                ReferenceChecks.known(ledger, message, rulebook.agreements().directory()));
    }

    private Admitted admitted(Message message, Map<MessageKey, ReferenceFact> known) {
        boolean protectedThread =
                Agreements.showsProtection(message) || known.values().stream().anyMatch(ReferenceFact::protectedThread);
        Header header = Header.of(message, known, protectedThread);
        return new Admitted(message, digests.digest(message), header, lane(message, known), known);
    }

    /** What refers to something travels with it; everything else by its urgency or its kind. */
    private static Lane lane(Message message, Map<MessageKey, ReferenceFact> known) {
        List<MessageKey> references = message.payload().references();
        boolean refers =
                message.alert().map(alert -> alert.msgType() != MsgType.ALERT).orElse(!references.isEmpty());
        boolean urgent = refers
                ? references.stream()
                        .flatMap(key -> Stream.ofNullable(known.get(key)))
                        .anyMatch(fact -> fact.lane() == Lane.URGENT)
                : message.alert()
                        .map(alert -> alert.urgency().equals(Optional.of(Urgency.IMMEDIATE))
                                || alert.alertType().isAssistance())
                        .orElse(false);
        return urgent ? Lane.URGENT : Lane.BULK;
    }
}
