package org.kivuko.exchange.limit;

import java.util.Optional;

/**
 * What one agency may do; what is absent is not limited.
 *
 * @param messages that it sends or tries out, in both lanes together
 * @param bytes of their bodies
 * @param urgent messages of the urgent lane, which count among the others too: whoever marks everything Immediate gains nothing
 * @param connections calls that are being answered and connections to the broker, at the same time
 * @param waiting messages that wait for it
 */
public record Quota(
        Optional<Allowance> messages,
        Optional<Allowance> bytes,
        Optional<Allowance> urgent,
        Optional<Integer> connections,
        Optional<Long> waiting) {
    /** Limits nothing. */
    public static final Quota NONE =
            new Quota(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** This where it says something, the other where it does not. */
    public Quota over(Quota other) {
        return new Quota(
                messages.or(other::messages),
                bytes.or(other::bytes),
                urgent.or(other::urgent),
                connections.or(other::connections),
                waiting.or(other::waiting));
    }
}
