package org.kivuko.connector.console;

import java.util.Set;
import java.util.stream.Collectors;

/** Words and short texts that are the same in English and in a language: lines of {@code same-words.txt}, language (or {@code *}) and text. */
record SameWords(Set<String> lines) {
    static SameWords shipped() {
        return new SameWords(Lines.of("same-words.txt").collect(Collectors.toUnmodifiableSet()));
    }

    boolean allows(String language, String text) {
        return lines.contains("* " + text) || lines.contains(language + " " + text);
    }
}
