package org.kivuko.flow.matching;

/**
 * What is left of a name, in Latin capitals, when everything is taken away that is spelt differently from one office to the
 * next: vowels (but that there is one in front), doubled letters, h within a word, and which of the consonants that stand for one
 * another in English, French, Swahili, Somali and transliterated Arabic and Amharic it is. Only the first four remain, so that
 * a name cut off by a machine-readable zone is the same. MOHAMED, MUHAMMAD, MAXAMED and MAHAMAT are all MMT. Pure functions.
 */
final class Skeleton {
    /** So many consonants tell. */
    static final int LENGTH = 4;

    private static final char VOWEL = 'A';

    private Skeleton() {}

    static String of(String word) {
        var codes = new StringBuilder(LENGTH);
        char before = 0;
        for (int i = 0; i < word.length() && codes.length() < LENGTH; ) {
            int length = digraph(word, i);
            char code = code(word, i, length);
            boolean first = i == 0;
            i += length;
            if (isSilent(code)) {
                if (first) {
                    codes.append(code == 'H' || code == 'W' || code == 'Y' ? code : VOWEL);
                }
                before = 0;
            } else if (code != before) {
                codes.append(code);
                before = code;
            }
        }
        return codes.toString();
    }

    /** Vowels, and what counts at the beginning of a word alone. */
    private static boolean isSilent(char code) {
        return code == VOWEL || code == 'H' || code == 'W' || code == 'Y';
    }

    /** How many letters stand for one sound here. */
    private static int digraph(String word, int i) {
        char next = i + 1 < word.length() ? word.charAt(i + 1) : 0;
        return switch (word.charAt(i)) {
            case 'P', 'S', 'T', 'D', 'K', 'G' -> next == 'H' || pairs(word.charAt(i), next) ? 2 : 1;
            case 'C' -> next == 'H' || next == 'K' ? 2 : 1;
            // After ICAO Doc 9303-3 an X marks that the letters after it stand for one Arabic letter.
            case 'X' -> next == 'H' ? 2 : 1;
            default -> 1;
        };
    }

    private static boolean pairs(char letter, char next) {
        return switch (letter) {
            case 'T' -> next == 'S' || next == 'Z';
            case 'D' -> next == 'J';
            default -> letter == 'S' && next == 'Z';
        };
    }

    private static char code(String word, int i, int length) {
        char letter = word.charAt(i);
        char next = i + 1 < word.length() ? word.charAt(i + 1) : 0;
        return switch (letter) {
            case 'A', 'E', 'I', 'O', 'U' -> VOWEL;
            case 'B' -> 'B';
            case 'P' -> length == 2 ? 'F' : 'B';
            case 'F', 'V' -> 'F';
            case 'T', 'D' -> length == 2 && next != 'H' ? (letter == 'D' ? 'J' : 'S') : 'T';
            case 'S', 'Z' -> 'S';
            case 'C' -> c(i, next);
            case 'K', 'Q', 'G' -> 'K';
            // Somali writes h by it.
            case 'X' -> 'H';
            default -> letter;
        };
    }

    /** In front of a word Somali writes an ayn by it, which others leave out: CALI is ALI. */
    private static char c(int i, char next) {
        if (i == 0 && isVowel(next)) {
            return VOWEL;
        }
        return next == 'H' || next == 'E' || next == 'I' ? 'S' : 'K';
    }

    private static boolean isVowel(char letter) {
        return letter != 0 && "AEIOU".indexOf(letter) >= 0;
    }
}
