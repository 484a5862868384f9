package org.kivuko.exchange;

import java.time.Instant;
import java.util.UUID;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/**
 * A delivery whose recipient owes something since {@code until}.
 *
 * @param kind {@link Errand.Kind#LATE}: an acknowledgement; {@link Errand.Kind#UNANSWERED}: an answer
 */
public record LateRow(UUID delivery, MessageKey key, AgencyId recipient, Instant until, Errand.Kind kind) {}
