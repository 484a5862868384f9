package org.kivuko.exchange;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kivuko.agreement.Given;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Channel;
import org.kivuko.model.Handling;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;

/**
 * What the ledger knows of a message that another one refers to.
 *
 * @param lane the lane it travels in
 * @param person whether it is about a person, or follows one that is
 * @param protectedThread whether a sign of protection was seen in its thread
 * @param handling the code under which its sender sent it, or a higher one of what it refers to
 * @param ofOthers whether it is about what other agencies said of somebody ({@link Discretion})
 * @param recalled whether its sender has taken it back
 * @param copies one for each recipient to which it crossed, or for which it is or was held
 */
public record ReferenceFact(
        MessageKey key,
        Channel channel,
        Lane lane,
        MessageType type,
        Optional<AlertType> alertType,
        boolean person,
        boolean protectedThread,
        Handling handling,
        boolean ofOthers,
        boolean recalled,
        List<Copy> copies) {

    public ReferenceFact {
        copies = List.copyOf(copies);
    }

    /**
     * One recipient's part.
     *
     * @param handling the code under which it crosses
     * @param given by which rules it crosses and what of it does not
     * @param agreements those under which it crossed, as {@code KEN-UGA.osbp@3}
     * @param shownToSender false where it is a copy that its sender is told nothing of
     */
    public record Copy(
            AgencyId recipient,
            Outcome outcome,
            Handling handling,
            Given given,
            List<String> agreements,
            boolean shownToSender) {
        public Copy {
            agreements = List.copyOf(agreements);
        }
    }

    /** The agencies to which it crossed. */
    public Set<AgencyId> recipients() {
        return copies.stream()
                .filter(copy -> copy.outcome().crosses())
                .map(Copy::recipient)
                .collect(Collectors.toUnmodifiableSet());
    }

    Optional<Copy> copy(AgencyId recipient) {
        return copies.stream()
                .filter(copy -> copy.recipient().equals(recipient))
                .findFirst();
    }
}
