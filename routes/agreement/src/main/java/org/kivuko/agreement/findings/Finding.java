package org.kivuko.agreement.findings;

/**
 * One thing in an agreement that its parties should look at.
 *
 * @param pointer place in the agreement file, as a JSON pointer: {@code /rules/2/posts}
 * @param message what was found
 * @param remedy what would be right
 */
public record Finding(Kind kind, String agreement, String pointer, String message, String remedy) {

    /** What kind of thing it is. */
    public enum Kind {
        /** A permit and a prohibit of the same pair, the one refusing what the other permits. */
        CONTRADICTION,
        /** A permit that never decides anything, because of another. */
        SHADOWED,
        /** A prohibit that refuses nothing which anything permits. */
        DEAD,
        /** A rule that no message can fit. */
        UNREACHABLE,
        /** A word of a rule that changes nothing, or more than it seems to. */
        WITHOUT_EFFECT,
        /** An annex under which nothing crosses, because it is not accepted on both sides. */
        VOID_ANNEX,
        /** An end that comes near or has passed. */
        ENDING
    }
}
