package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Hold;
import org.kivuko.agreement.Obligations;
import org.kivuko.agreement.Outcome;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Consent;
import org.kivuko.model.Correction;
import org.kivuko.model.Message;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.model.Payload;

/**
 * What follows a message needs no permit of its own: it reaches whom that message reached, and nobody else. Recalls and
 * words about consent carry codes alone and cross as they are, whatever has become of the agreement since; what a
 * correction says anew is judged like the message that it corrects. Pure functions.
 */
final class Following {
    private Following() {}

    /** What is known of the one message that this one follows. */
    static Optional<ReferenceFact> original(Message message, Map<MessageKey, ReferenceFact> known) {
        List<MessageKey> references = message.payload().references();
        return references.isEmpty() ? Optional.empty() : Optional.ofNullable(known.get(references.get(0)));
    }

    /** Whether it goes to everybody whom the original reached, whatever {@code to} says. */
    static boolean reachesAll(Message message) {
        MessageType type = message.envelope().type();
        return type == MessageType.RECALL || type == MessageType.CORRECTION;
    }

    /** Everybody to whom the original crossed or for whom it is held, without the sender. */
    static SortedSet<AgencyId> recipients(Message message, Map<MessageKey, ReferenceFact> known) {
        var recipients = new TreeSet<AgencyId>();
        original(message, known)
                .ifPresent(original -> original.copies().forEach(copy -> recipients.add(copy.recipient())));
        recipients.remove(message.envelope().sender());
        return recipients;
    }

    /** These facts with what is known of the messages that this one refers to. */
    static Facts known(Facts facts, Message message, AgencyId recipient, Map<MessageKey, ReferenceFact> known) {
        Facts raised = LeastHandling.raised(facts, message, recipient, known);
        return message.payload() instanceof Correction
                ? raised.withGiven(original(message, known)
                        .flatMap(original -> original.copy(recipient))
                        .map(ReferenceFact.Copy::given))
                : raised;
    }

    /** Whether the sender is shown this recipient: not where the original was a copy that it is told nothing of. */
    static boolean shownToSender(Admission.Admitted admitted, AgencyId recipient) {
        return !reachesAll(admitted.message())
                || original(admitted.message(), admitted.references())
                        .flatMap(original -> original.copy(recipient))
                        .map(ReferenceFact.Copy::shownToSender)
                        .orElse(true);
    }

    /** The ruling on any message for one recipient: by the rules, or by what it follows. */
    static Ruling judge(
            Message message,
            AgencyId recipient,
            Map<MessageKey, ReferenceFact> known,
            Agreements agreements,
            Instant at,
            Facts facts) {
        Ruling ruling = asItIs(message, recipient, known, agreements, at, facts);
        boolean unstated = facts.threadProtected()
                && Discretion.isUnstated(Discretion.ofOthers(message, known), ruling.outcome(), ruling.reason());
        if (!unstated) {
            return ruling;
        }
        Ruling without = asItIs(message, recipient, known, agreements, at, facts.withThreadProtected(false));
        return without.outcome() == Outcome.REFUSED ? without : inItsPlace(ruling, without);
    }

    /**
     * Refused for a sign that the sender was perhaps never shown. It names the rules that would have let it cross: it counts
     * under them, or the next message would tell.
     */
    private static Ruling inItsPlace(Ruling refusal, Ruling without) {
        return new Ruling(
                refusal.recipient(),
                refusal.outcome(),
                refusal.reason(),
                without.rules(),
                without.agreements(),
                List.of(),
                List.of(),
                without.obligations(),
                Optional.empty(),
                Optional.empty());
    }

    private static Ruling asItIs(
            Message message,
            AgencyId recipient,
            Map<MessageKey, ReferenceFact> known,
            Agreements agreements,
            Instant at,
            Facts facts) {
        return message.envelope().type().follows()
                ? follow(message, recipient, known, agreements, at, facts)
                : agreements.judge(message, recipient, at, facts);
    }

    /** What of a message is judged by the rules, and so ends with them: nothing of what carries codes alone. */
    static Optional<Message> judgedAnew(Message message) {
        if (message.payload() instanceof Correction) {
            return Optional.of(message.content());
        }
        return message.envelope().type().follows() ? Optional.empty() : Optional.of(message);
    }

    /** The ruling of what follows a message. */
    static Ruling follow(
            Message message,
            AgencyId recipient,
            Map<MessageKey, ReferenceFact> known,
            Agreements agreements,
            Instant at,
            Facts facts) {
        Optional<ReferenceFact> original = original(message, known);
        if (original.isEmpty()) {
            return refused(message, recipient, Code.UNKNOWN_REFERENCE);
        }
        Optional<ReferenceFact.Copy> copy = original.get().copy(recipient);
        Payload payload = message.payload();
        if (payload instanceof Consent consent) {
            return consent(message, consent.act(), recipient, original.get(), agreements, facts);
        }
        if (copy.isEmpty()) {
            return refused(message, recipient, Code.UNKNOWN_REFERENCE);
        }
        if (payload instanceof Correction) {
            return original.get().recalled()
                    ? refused(message, recipient, Code.RECALLED)
                    : correction(message, recipient, copy.get(), agreements, at, facts);
        }
        return recall(message, copy.get(), facts);
    }

    /** To whom the original did not cross yet, it never will: there is nothing to tell. */
    private static Ruling recall(Message message, ReferenceFact.Copy copy, Facts facts) {
        return copy.outcome().crosses()
                ? released(message, copy.recipient(), copy.agreements(), facts)
                : refused(message, copy.recipient(), Code.RECALLED);
    }

    private static Ruling correction(
            Message message,
            AgencyId recipient,
            ReferenceFact.Copy copy,
            Agreements agreements,
            Instant at,
            Facts facts) {
        Ruling ruling = agreements.judge(message.content(), recipient, at, facts);
        if (ruling.outcome().crosses() && !copy.outcome().crosses()) {
            return held(ruling, at);
        }
        return new Ruling(
                ruling.recipient(),
                ruling.outcome(),
                ruling.reason(),
                ruling.rules(),
                ruling.agreements(),
                below(ruling.removed()),
                below(ruling.transformed()),
                ruling.obligations(),
                ruling.hold(),
                ruling.data().map(data -> around(message, data)),
                ruling.figures());
    }

    /** A correction does not overtake what it corrects: somebody has to look at both. */
    private static Ruling held(Ruling ruling, Instant at) {
        return new Ruling(
                ruling.recipient(),
                Outcome.HELD,
                Optional.of(Code.REVIEW_REQUIRED),
                ruling.rules(),
                ruling.agreements(),
                List.of(),
                List.of(),
                Obligations.of(ruling.handling()),
                Optional.of(new Hold(Hold.Cause.REVIEW, at.plus(Hold.DEFAULT))),
                Optional.empty());
    }

    private static List<String> below(List<String> paths) {
        return paths.stream()
                .map(path -> path.equals(Ruling.HIDDEN_CELLS) ? path : Correction.REPLACEMENT + "." + path)
                .toList();
    }

    private static ObjectNode around(Message message, ObjectNode replacement) {
        ObjectNode data = message.data().objectNode();
        data.setAll(message.data());
        data.set(Correction.REPLACEMENT, replacement);
        return data;
    }

    /** A question goes to whom the content came from, or to the central contact of that state; an answer to who has it. */
    private static Ruling consent(
            Message message,
            Consent.Act act,
            AgencyId recipient,
            ReferenceFact original,
            Agreements agreements,
            Facts facts) {
        boolean asks = act == Consent.Act.ASK;
        AgencyId originator = original.key().source();
        boolean mayHear = asks
                ? recipient.equals(originator)
                        || (recipient.state().equals(originator.state())
                                && ReferenceChecks.isCentralContact(recipient, agreements.directory()))
                : original.recipients().contains(recipient);
        Optional<ReferenceFact.Copy> copy =
                original.copy(asks ? message.envelope().sender() : recipient);
        if (!asks && copy.isPresent() && !copy.get().outcome().crosses()) {
            // Whether it is held its sender must not learn from being refused.
            return refused(message, recipient, Code.REVIEW_REQUIRED);
        }
        return mayHear && copy.isPresent()
                ? released(message, recipient, copy.get().agreements(), facts)
                : refused(message, recipient, Code.AUTHORITY_NOT_COMPETENT);
    }

    private static Ruling released(Message message, AgencyId recipient, List<String> agreements, Facts facts) {
        return new Ruling(
                recipient,
                Outcome.RELEASED,
                Optional.empty(),
                List.of(),
                agreements,
                List.of(),
                List.of(),
                Obligations.of(LeastHandling.highest(message.envelope().handling(), facts.threadHandling())),
                Optional.empty(),
                Optional.of(message.data()));
    }

    private static Ruling refused(Message message, AgencyId recipient, Code reason) {
        return Ruling.refused(recipient, reason, message.envelope().handling());
    }
}
