package org.kivuko.model;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The attributes of a message (CloudEvents 1.0). They are not fields: every agreement lets them cross, but
 * {@code to}.
 *
 * @param exercise the name of the exercise to which it belongs; with status exercise alone
 */
public record Envelope(
        MessageKey key,
        MessageType type,
        OffsetDateTime time,
        List<Address> to,
        Purpose purpose,
        Status status,
        Optional<String> post,
        Handling handling,
        Optional<OffsetDateTime> expires,
        Optional<String> traceparent,
        Optional<String> exercise) {

    public Envelope {
        to = List.copyOf(to);
    }

    Envelope withType(MessageType other) {
        return new Envelope(key, other, time, to, purpose, status, post, handling, expires, traceparent, exercise);
    }

    public AgencyId sender() {
        return key.source();
    }

    public Channel channel() {
        return Channel.of(status);
    }
}
