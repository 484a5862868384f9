package org.kivuko.hub.configuration;

import java.util.regex.Pattern;

/** How places in a file are written: {@code rules[2].fields.keep[1]}, {@code transform['subject.person.dateOfBirth']}. */
final class Paths {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,60}");

    private Paths() {}

    static String key(String parent, String key) {
        if (!WORD.matcher(key).matches()) {
            return parent + "[" + Value.quoted(key) + "]";
        }
        return parent.isEmpty() ? key : parent + "." + key;
    }

    static String item(String parent, int index) {
        return parent + "[" + index + "]";
    }
}
