package org.kivuko.exchange;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.kivuko.agreement.Facts;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Handling;
import org.kivuko.model.Message;
import org.kivuko.model.MessageKey;

/** A handling code is raised and never lowered: what refers to a message crosses under no lower one. Pure functions. */
final class LeastHandling {
    private LeastHandling() {}

    static Handling highest(Handling one, Handling other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** The code of a message for its thread: its own, or a higher one of what it refers to. */
    static Handling ofThread(Message message, Map<MessageKey, ReferenceFact> known) {
        return highest(message.envelope().handling(), known(message.envelope().sender(), known.values()));
    }

    /** These facts with what is known of the messages that this one refers to. */
    static Facts raised(Facts facts, Message message, AgencyId recipient, Map<MessageKey, ReferenceFact> known) {
        AgencyId sender = message.envelope().sender();
        Handling least = highest(known(sender, known.values()), had(sender, recipient, known.values()));
        return facts.withThreadHandling(highest(facts.threadHandling(), least));
    }

    /** Under which codes they were sent, and under which those of others were handed to the sender. */
    private static Handling known(AgencyId sender, Collection<ReferenceFact> references) {
        return highest(references.stream()
                .flatMap(fact -> Stream.concat(
                        Stream.of(fact.handling()), fact.copy(sender).map(ReferenceFact.Copy::handling).stream())));
    }

    /** Under which codes the recipient was given those of the sender's state; how others gave it theirs is not its matter. */
    private static Handling had(AgencyId sender, AgencyId recipient, Collection<ReferenceFact> references) {
        return highest(references.stream()
                .filter(fact -> fact.key().source().state().equals(sender.state()))
                .flatMap(fact -> fact.copy(recipient).map(ReferenceFact.Copy::handling).stream()));
    }

    private static Handling highest(Stream<Handling> codes) {
        return codes.max(Comparator.naturalOrder()).orElse(Handling.H0);
    }
}
