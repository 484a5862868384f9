package org.kivuko.agreement;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * A text as it is compared: NFKD without marks, case and separators, digits of every script as 0 to 9, with the places
 * where words begin and end. Whatever is neither letter nor digit separates words, modifier letters too: they stand for
 * apostrophes and stretch Arabic words.
 */
final class Folded {
    private static final int LAST_ASCII = 0x7F;

    private final String letters;
    private final BitSet begins;
    private final BitSet ends;

    private Folded(String letters, BitSet begins, BitSet ends) {
        this.letters = letters;
        this.begins = begins;
        this.ends = ends;
    }

    static Folded of(String text) {
        var caseless = isAscii(text) ? text : withoutMarks(text).toUpperCase(Locale.ROOT);
        var letters = new StringBuilder(caseless.length());
        var begins = new BitSet();
        var ends = new BitSet();
        boolean inWord = false;
        for (int i = 0; i < caseless.length(); ) {
            int point = caseless.codePointAt(i);
            i += Character.charCount(point);
            if (isWordPart(point)) {
                if (!inWord) {
                    begins.set(letters.length());
                    inWord = true;
                }
                letters.appendCodePoint(plain(point));
            } else if (inWord) {
                ends.set(letters.length());
                inWord = false;
            }
        }
        ends.set(letters.length());
        return new Folded(letters.toString(), begins, ends);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(unit -> unit <= LAST_ASCII);
    }

    /** Marks go before the case does: the capital of a combining iota would be a letter. */
    private static String withoutMarks(String text) {
        var decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        var plain = new StringBuilder(decomposed.length());
        decomposed.codePoints().filter(point -> !isMark(point)).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean isWordPart(int point) {
        return Character.isLetterOrDigit(point) && Character.getType(point) != Character.MODIFIER_LETTER;
    }

    private static int plain(int point) {
        return Character.isDigit(point) ? '0' + Character.digit(point, 10) : Character.toLowerCase(point);
    }

    /** Letters and digits, nothing else. */
    String letters() {
        return letters;
    }

    /** Each word by itself, in order. */
    List<String> words() {
        var words = new ArrayList<String>();
        for (int begin = begins.nextSetBit(0); begin >= 0; begin = begins.nextSetBit(begin + 1)) {
            words.add(letters.substring(begin, ends.nextSetBit(begin + 1)));
        }
        return words;
    }

    /** Whether the letters stand here from the beginning of a word to the end of one, however many words that is. */
    boolean holdsAsWords(String wanted) {
        for (int at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1)) {
            if (begins.get(at) && ends.get(at + wanted.length())) {
                return true;
            }
        }
        return false;
    }

    boolean holdsAnywhere(String wanted) {
        return letters.contains(wanted);
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "Folded[" + letters.length() + "]";
    }
}
