package org.kivuko.acceptance.console;

/**
 * How a page is looked at.
 *
 * @param theme {@code light} or {@code dark}
 * @param language of the texts
 */
public record Look(String theme, String language) {
    public static final Look ENGLISH_LIGHT = new Look("light", "en");
    public static final Look ENGLISH_DARK = new Look("dark", "en");
    public static final Look ARABIC_LIGHT = new Look("light", "ar");
    public static final Look ARABIC_DARK = new Look("dark", "ar");

    /** How it is written in the names of screenshots. */
    @Override
    public String toString() {
        return theme + "-" + language;
    }
}
