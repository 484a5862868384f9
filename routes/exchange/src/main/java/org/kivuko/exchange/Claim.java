package org.kivuko.exchange;

import java.time.Instant;
import org.kivuko.model.MessageKey;

/** A door's claim to a key, made before the message is sent to the outbox. {@code at} becomes {@code acceptedAt}. */
public record Claim(MessageKey key, Digest digest, Outbox outbox, Header header, Instant at) {}
