package org.kivuko.testkit.junit;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.MessageStatus;

/** What the hub has ruled about one message for one recipient, and what a test says of it. Immutable. */
public final class Ruling {
    private final Posted message;
    private final MessageStatus.Recipient part;

    Ruling(Posted message, MessageStatus.Recipient part) {
        this.message = message;
        this.part = part;
    }

    /** That it crosses, whole. */
    public Ruling isReleased() {
        return is(Outcome.RELEASED, "released whole");
    }

    /** That it crosses without some of it; of what, {@link #without} and {@link #withChanged} say. */
    public Ruling isReduced() {
        return is(Outcome.REDUCED, "reduced");
    }

    /** That it waits for somebody's decision. */
    public Ruling isHeld() {
        return is(Outcome.HELD, "held");
    }

    /** That it does not cross, for this reason. */
    public Ruling isRefused(String reason) {
        is(Outcome.REFUSED, "refused");
        return holds(
                part.reason().filter(code -> code.toString().equals(reason)).isPresent(), "refused with " + reason);
    }

    /** That exactly these fields were taken out, named as in agreements. */
    public Ruling without(String... fields) {
        return same("without", part.removed(), fields);
    }

    /** That exactly these fields were changed: masked, hashed, cut to a year. */
    public Ruling withChanged(String... fields) {
        return same("with these changed:", part.transformed(), fields);
    }

    /** That this rule is among those that decided, with the version of its agreement: {@code KEN-UGA.osbp@3/K-U-1}. */
    public Ruling byRule(String rule) {
        return holds(part.rules().contains(rule), "ruled by " + rule);
    }

    /** What the ledger holds of it. */
    public MessageStatus.Recipient recorded() {
        return part;
    }

    private Ruling is(Outcome wanted, String words) {
        return holds(part.outcome() == wanted, words);
    }

    private Ruling same(String words, Collection<String> found, String... wanted) {
        List<String> fields = Arrays.asList(wanted);
        return holds(new TreeSet<>(found).equals(new TreeSet<>(fields)), words + " " + String.join(", ", fields));
    }

    private Ruling holds(boolean fits, String words) {
        if (!fits) {
            throw new AssertionError(message + " should be " + words + " for " + part.agency() + ". The hub has ruled: "
                    + Posted.outcome(part));
        }
        return this;
    }

    @Override
    public String toString() {
        return Posted.outcome(part);
    }
}
