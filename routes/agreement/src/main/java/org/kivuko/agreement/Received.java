package org.kivuko.agreement;

import java.util.Set;
import org.kivuko.model.AgencyId;

/**
 * Something in a message, or in a message to which it refers, that its sender was given before by an agency of another
 * state. To send it back to the originator, or to whom the originator addressed it already, is not passing it on.
 *
 * @param passing under what the sender was given it
 * @param addressed to whom the originator addressed it
 * @param consented states and agencies to which the originator has consented that it is passed on
 * @param consentedAsEvidence the same for purpose {@code evidence}
 */
public record Received(
        AgencyId originator,
        Passing passing,
        Set<AgencyId> addressed,
        Set<String> consented,
        Set<String> consentedAsEvidence) {

    public Received {
        addressed = Set.copyOf(addressed);
        consented = Set.copyOf(consented);
        consentedAsEvidence = Set.copyOf(consentedAsEvidence);
    }
}
