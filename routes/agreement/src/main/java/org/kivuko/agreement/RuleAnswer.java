package org.kivuko.agreement;

import org.kivuko.model.Code;

/**
 * What one rule said when it was asked about a message.
 *
 * @param name of the rule, as {@code KEN-UGA.osbp@3/K-U-1}
 * @param agreement in which it stands
 * @param nearest whether it is one of the permits that came furthest where none matched: they gave the refusal its reason
 */
public record RuleAnswer(String name, Rule rule, Agreement agreement, Said said, boolean nearest) {

    /** Its answer. */
    public sealed interface Said {
        /** A permit lets the message cross, a prohibit refuses it. */
        Said MATCHES = new Matches();

        /** The condition {@code when} of a prohibit does not hold. */
        Said NOT_MEANT = new NotMeant();

        record Matches() implements Said {}

        record NotMeant() implements Said {}

        /** @param step the first step that the message did not pass, by the reason that stands for it */
        record No(Code step) implements Said {}
    }

    public boolean matches() {
        return said.equals(Said.MATCHES);
    }
}
