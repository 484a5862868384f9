package org.kivuko.exchange;

import java.time.Instant;
import java.util.UUID;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/** A delivery whose recipient owes an acknowledgement since {@code acknowledgeBy}. */
public record LateRow(UUID delivery, MessageKey key, AgencyId recipient, Instant acknowledgeBy) {}
