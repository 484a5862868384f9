package org.kivuko.exchange;

import java.util.Optional;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;

/**
 * What the ledger knows of a message that another one refers to.
 *
 * @param lane the lane it travels in
 * @param recipients the agencies to which it crossed
 * @param protectedThread whether a sign of protection was seen in its thread
 */
public record ReferenceFact(
        MessageKey key, Lane lane, Optional<AlertType> alertType, Set<AgencyId> recipients, boolean protectedThread) {
    public ReferenceFact {
        recipients = Set.copyOf(recipients);
    }
}
