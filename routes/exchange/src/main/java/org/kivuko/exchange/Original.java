package org.kivuko.exchange;

import java.time.Instant;
import java.util.UUID;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;

/**
 * The message behind a delivery as its sender sent it, sealed, with what the ruling that stands says.
 *
 * @param delivery the one that was asked for
 * @param lane in which the message travels
 * @param acceptedAt since when the message is accepted
 * @param outcome of the ruling that stands
 * @param shownToSender whether the sender addressed this recipient
 * @param wasHeld whether it was held before it was decided
 */
public record Original(
        UUID delivery,
        MessageKey key,
        Lane lane,
        Instant acceptedAt,
        AgencyId recipient,
        Outcome outcome,
        boolean shownToSender,
        boolean wasHeld,
        SealedContent content) {}
