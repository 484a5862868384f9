package org.kivuko.model;

/**
 * What an identifier looks like to somebody who reads in a hurry. Identifiers are ASCII, where only these few letters and digits
 * are taken for each other (Unicode UTS 39, confusables.txt). Pure functions.
 */
public final class LookAlike {
    private LookAlike() {}

    /** Whether somebody takes one for the other; an identifier looks like itself. */
    public static boolean alike(String one, String other) {
        return skeleton(one).equals(skeleton(other));
    }

    /** The same for two identifiers that look alike; never shown to anybody. */
    public static String skeleton(String identifier) {
        return identifier.replace('0', 'O').replace('1', 'l').replace('I', 'l').replace("m", "rn");
    }
}
