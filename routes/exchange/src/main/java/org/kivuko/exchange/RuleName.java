package org.kivuko.exchange;

import java.util.regex.Pattern;

/** The full name of a rule, {@code KEN-UGA.osbp@3/K-U-1}, and what of it lasts. Pure functions. */
public final class RuleName {
    private static final Pattern VERSION = Pattern.compile("@[0-9]+/");

    private RuleName() {}

    /**
     * The same rule in whichever version of its agreement: a new version does not begin to count anew.
     *
     * @return {@code KEN-UGA.osbp/K-U-1}
     */
    public static String lasting(String name) {
        return VERSION.matcher(name).replaceFirst("/");
    }
}
