package org.kivuko.flow.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a name as they are compared: skeletons, without the order in which they were written, since what is a surname in
 * one state's register is a given name in the other's. Pure functions.
 */
final class Names {
    private static final Pattern SPACES = Pattern.compile(" +");

    /** Articles and words for son and daughter: written, glued or left out. */
    private static final Set<String> PARTICLES = Set.of(
            "AL", "EL", "UL", "BIN", "BINT", "BINTI", "IBN", "BEN", "OULD", "WALAD", "DE", "DU", "LA", "LE", "VAN");

    /** Servant of: written in one or two words, with or without the article. */
    private static final Pattern SERVANT = Pattern.compile("C?[AE]BD(?:[AEIOU]*L?$|([AEIOU]*)(L?)(.*))");

    /** First halves of Amharic and Tigrinya names of two words, as skeletons. */
    private static final List<String> HALVES = List.of("KBR", "WLT", "TKL");

    private static final String SERVANT_SKELETON = "ABT";
    private static final int WHOLE_NAME = 3;

    /** Names of very many parts are rare, and every pair of parts costs. */
    private static final int MOST_PARTS = 5;

    private Names() {}

    /** The distinct parts in the order of the alphabet; none where there is no letter in the name. */
    static List<String> parts(String surname, String givenNames) {
        SortedSet<String> parts = new TreeSet<>();
        SPACES.splitAsStream(Latin.of(surname + " " + givenNames))
                .filter(word -> !PARTICLES.contains(word))
                .forEach(word -> parts.addAll(halves(word)));
        parts.remove("");
        return parts.stream().limit(MOST_PARTS).toList();
    }

    private static List<String> halves(String word) {
        Matcher servant = SERVANT.matcher(word);
        if (servant.matches()) {
            return servant(word, servant);
        }
        String skeleton = Skeleton.of(word);
        for (String half : HALVES) {
            if (skeleton.startsWith(half) && skeleton.length() > half.length()) {
                String rest = Skeleton.of(afterConsonants(word, WHOLE_NAME));
                if (rest.length() >= WHOLE_NAME) {
                    return List.of(half, rest);
                }
            }
        }
        return List.of(skeleton);
    }

    private static List<String> servant(String word, Matcher servant) {
        if (servant.group(3) == null) {
            return List.of(SERVANT_SKELETON);
        }
        var parts = new ArrayList<String>();
        String rest = Skeleton.of(servant.group(3));
        if (rest.length() < WHOLE_NAME) {
            parts.add(Skeleton.of(word));
        } else {
            parts.add(SERVANT_SKELETON);
            parts.add(rest);
        }
        return parts;
    }

    /** What follows so many consonants and the vowels after them. */
    private static String afterConsonants(String word, int consonants) {
        int i = 0;
        for (int left = consonants; i < word.length() && left > 0; i++) {
            left -= "AEIOUHWY".indexOf(word.charAt(i)) < 0 ? 1 : 0;
        }
        while (i < word.length() && "AEIOU".indexOf(word.charAt(i)) >= 0) {
            i++;
        }
        return word.substring(i);
    }
}
