package org.kivuko.hub.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kivuko.agreement.Act;

/**
 * The acts about one text, each bound to the one before it. Immutable.
 *
 * @param acts in the order of the chain
 * @param head digest that the next act has to name
 * @param fault what is wrong with the first act that does not belong there; nothing that follows it counts, and nothing that
 *     went before it can be relied on, since something has been taken out, put in or moved
 */
public record ActChain(List<Recorded> acts, String head, Optional<String> fault) {
    public ActChain {
        acts = List.copyOf(acts);
    }

    /**
     * An act and from when on it counts.
     *
     * @param from when the hub recorded it: an act cannot work back into the past
     */
    public record Recorded(SignedAct act, Instant from) {}

    /** A line that somebody hands in as an act, and from when on it is to count. */
    public record Line(String compact, Instant from) {}

    /** Checks a chain from its beginning. */
    public static ActChain check(AgreementText text, List<Line> lines, KeyRing keys) {
        var chain = new ActChain(List.of(), text.digest(), Optional.empty());
        for (Line line : lines) {
            Optional<SignedAct> act = SignedAct.read(line.compact());
            Optional<String> fault = act.isEmpty()
                    ? Optional.of("act " + (chain.acts.size() + 1) + " cannot be read")
                    : chain.refusal(text, act.get(), keys);
            if (fault.isPresent()) {
                return new ActChain(chain.acts, chain.head, fault);
            }
            chain = chain.and(new Recorded(act.orElseThrow(), line.from()));
        }
        return chain;
    }

    /** Why an act is not the next of this chain; empty where it is. Whether its party may do so, its life says. */
    public Optional<String> refusal(AgreementText text, SignedAct act, KeyRing keys) {
        String place = "act " + (acts.size() + 1) + " (" + act.deed().code() + " by " + act.by() + ")";
        if (!act.agreement().equals(text.agreement()) || act.version() != text.version()) {
            return Optional.of(place + " is about another agreement or version");
        }
        if (!act.previous().equals(head)) {
            return Optional.of(place + " does not follow what stands before it");
        }
        if (!acts.isEmpty() && act.at().isBefore(acts.get(acts.size() - 1).act().at())) {
            return Optional.of(place + " is dated before the act that precedes it");
        }
        return act.fault(keys).map(why -> place + ": " + why);
    }

    /** With one more act, which {@link #refusal} did not refuse. */
    public ActChain and(Recorded next) {
        var longer = new ArrayList<>(acts);
        longer.add(next);
        return new ActChain(longer, next.act().digest(), fault);
    }

    /** The acts as they were handed in. */
    public List<Line> lines() {
        return acts.stream().map(it -> new Line(it.act().compact(), it.from())).toList();
    }

    /** What the acts mean for the agreement's life. */
    public List<Act> meaning() {
        return acts.stream().map(it -> it.act().act(it.from())).toList();
    }
}
