package org.kivuko.agreement;

import org.kivuko.model.Coded;

/** Why an act does not count. The code is lasting. */
public enum ActRefusal implements Coded {
    NOT_A_PARTY("not-a-party", "only a party of the agreement can act"),
    OUT_OF_ORDER("out-of-order", "an act cannot be dated before the one that precedes it"),
    ENDED("ended", "the party has left the agreement, or it has ended"),
    ALREADY_SO("already-so", "the party has done so before, and it still holds"),
    NOT_SIGNED("not-signed", "every party has to sign the text before one can bring it into force"),
    NOT_IN_FORCE("not-in-force", "only an agreement that was brought into force can be suspended, resumed or left"),
    NOT_SUSPENDED_BY_IT("not-suspended-by-it", "only the party that suspended the agreement can resume it"),
    NO_SUCH_ANNEX("no-such-annex", "the text has no such annex");

    private final String code;
    private final String sentence;

    ActRefusal(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    @Override
    public String code() {
        return code;
    }

    /** For a reader. */
    public String sentence() {
        return sentence;
    }
}
