package org.kivuko.acceptance.second;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a removed value still stands in a text: compared NFKD, without marks, case and separators, letters as whole words,
 * values with a digit anywhere; each word of three characters or more counts by itself.
 */
final class SecondValues {
    private static final int SHORTEST = 3;

    private SecondValues() {}

    static boolean standsIn(Set<String> values, String text) {
        var words = words(text);
        var together = String.join("", words);
        return sought(values).stream()
                .anyMatch(value -> hasDigit(value) ? together.contains(value) : asWords(value, words));
    }

    private static Set<String> sought(Set<String> values) {
        return values.stream()
                .flatMap(value -> {
                    var parts = new ArrayList<>(words(value));
                    parts.add(String.join("", words(value)));
                    return parts.stream();
                })
                .filter(part -> part.length() >= SHORTEST)
                .collect(Collectors.toSet());
    }

    /** Whether some words in a row, written as one, are the value. */
    private static boolean asWords(String value, List<String> words) {
        for (int first = 0; first < words.size(); first++) {
            var joined = new StringBuilder();
            for (int next = first; next < words.size() && joined.length() < value.length(); next++) {
                joined.append(words.get(next));
                if (joined.toString().equals(value)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasDigit(String value) {
        return value.codePoints().anyMatch(Character::isDigit);
    }

    /** Up and then down: some letters have no capital of their own, as the ı without a dot. */
    private static List<String> words(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return List.of(plain.split("[^\\p{L}\\p{N}]+", -1)).stream()
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
