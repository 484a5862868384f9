package org.kivuko.model;

import java.text.Normalizer;

/**
 * Characters that nobody sees, or that change how those around them are seen: controls, marks that turn the order of a line
 * round, spaces without width, surrogates alone, noncharacters. Names of what the hub knows hold none. Pure functions.
 */
public final class Unseen {
    /** Joiners shape the letters of some scripts; the rest of these signs of form are printed. */
    private static final String SEEN = "\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2";

    private Unseen() {}

    /** Whether one of them stands in the text; line ends and tabulators are seen. */
    public static boolean in(String text) {
        return text.codePoints().anyMatch(Unseen::isUnseen);
    }

    /** Whether a text that is compared as it stands could be mistaken for another: it holds one of them, or is not NFC. */
    public static boolean inName(String text) {
        return in(text) || text.indexOf('\n') >= 0 || !Normalizer.isNormalized(text, Normalizer.Form.NFC);
    }

    /** The text as NFC with a space for each of them. */
    public static String without(String text) {
        return Normalizer.normalize(
                text.codePoints()
                        .map(point -> isUnseen(point) ? ' ' : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append),
                Normalizer.Form.NFC);
    }

    private static boolean isUnseen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point != '\n' && point != '\r' && point != '\t';
            case Character.FORMAT -> SEEN.indexOf(point) < 0;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
            default -> (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
        };
    }
}
