package org.kivuko.hub.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns a word that nobody knows into the words that would be right. */
final class Suggest {
    /** Of more words than this only the nearest are named. */
    private static final int MANY = 30;

    private static final int NEAREST = 5;

    private Suggest() {}

    /** For example {@code did you mean 'recipients'? Known here: messages, recipients, senders}. */
    static String remedy(String word, Collection<String> known) {
        var hint = nearest(word, known)
                .map(near -> "did you mean '" + near + "'? ")
                .orElse("");
        if (known.isEmpty()) {
            return "nothing is known here yet";
        }
        if (known.size() <= MANY) {
            return hint + "Known here: " + String.join(", ", known);
        }
        return hint + "Among the " + known.size() + " known here: "
                + known.stream()
                        .sorted(Comparator.comparingInt(other -> distance(word, other)))
                        .limit(NEAREST)
                        .collect(Collectors.joining(", "));
    }

    /** The known word that a slip of the pen away from {@code word}, if there is one. */
    static Optional<String> nearest(String word, Collection<String> known) {
        int allowed = Math.max(1, word.length() / 3);
        return known.stream()
                .filter(other -> distance(word, other) <= allowed)
                .min(Comparator.comparingInt(other -> distance(word, other)));
    }

    /** Letters to insert, delete, replace or swap with their neighbour; case and kind of separator do not count. */
    private static int distance(String left, String right) {
        var a = plain(left);
        var b = plain(right);
        var cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(a, b, cost, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(String a, String b, int[][] cost, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }

    private static String plain(String word) {
        var cut = word.length() > 100 ? word.substring(0, 100) : word;
        return cut.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    }
}
