package org.kivuko.flow.matching;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Names of other scripts in Latin capitals, close enough for {@link Skeleton}: Arabic letter by letter after ICAO Doc 9303-3
 * (without the X that keeps its letters apart, and which goes from names that a machine-readable zone gave), Ethiopic syllables by the names that Unicode gives them. Marks go. Pure functions.
 */
final class Latin {
    private static final String ETHIOPIC = "ETHIOPIC SYLLABLE ";
    private static final int LAST_ASCII = 0x7F;

    /** Letters and what stands for them; an A stands for what only carries a vowel. */
    private static final Map<Integer, String> ARABIC = letters(
            "اA أA إA آA ٱA ىA ةA ءA ؤW ئY بB تT ثS جJ حH خKH دD ذDH رR زZ سS شSH صS ضD طT ظZ عA غGH فF قQ كK کK لL مM"
                    + " نN هH وW يY یY پP چCH گG ڤV");

    /** The Arabic article is glued to its word. */
    private static final Pattern ARTICLE = Pattern.compile("(?<!\\p{L})ال(?=\\p{L}{2})");

    /** Unicode's names are packed; each is looked up once. */
    private static final Map<Integer, String> SYLLABLES = new ConcurrentHashMap<>();

    /** ICAO Doc 9303-3 sets an X before letters that together stand for one; before a vowel it is a Somali h. */
    private static final Pattern ESCAPE = Pattern.compile("X(?:SH|KH|DH|SS|TH|TT|DZ|ZZ)");

    private Latin() {}

    private static Map<Integer, String> letters(String table) {
        var letters = new HashMap<Integer, String>();
        for (String letter : table.split(" ", -1)) {
            letters.put(letter.codePointAt(0), letter.substring(1));
        }
        return letters;
    }

    /** Capitals A to Z, and spaces where words end; apostrophes join, every other sign divides. */
    static String of(String name) {
        String capitals = isAscii(name)
                ? name
                : ARTICLE.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                        .replaceAll("$0 ");
        var latin = new StringBuilder(capitals.length());
        capitals.toUpperCase(Locale.ROOT).codePoints().forEach(point -> append(latin, point));
        return latin.indexOf("X") < 0 ? latin.toString() : withoutEscapes(latin);
    }

    /** As the table writes the letter itself. */
    private static String withoutEscapes(CharSequence latin) {
        return ESCAPE.matcher(latin).replaceAll(escape -> switch (escape.group()) {
            case "XTH", "XSS" -> "S";
            case "XTT" -> "T";
            case "XDZ" -> "D";
            case "XZZ" -> "Z";
            default -> escape.group().substring(1);
        });
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(unit -> unit <= LAST_ASCII);
    }

    private static void append(StringBuilder latin, int point) {
        if (point >= 'A' && point <= 'Z') {
            latin.append((char) point);
        } else if (ARABIC.containsKey(point)) {
            latin.append(ARABIC.get(point));
        } else if (Character.UnicodeScript.of(point) == Character.UnicodeScript.ETHIOPIC) {
            latin.append(SYLLABLES.computeIfAbsent(point, Latin::syllable));
        } else if (!joins(point)) {
            latin.append(' ');
        }
    }

    /** Apostrophes, marks and letters that only modify another stand within a word. */
    private static boolean joins(int point) {
        int type = Character.getType(point);
        return point == '\''
                || point == '`'
                || point == '\u2019'
                || point == '\u2018'
                || type == Character.NON_SPACING_MARK
                || type == Character.MODIFIER_LETTER
                || type == Character.FORMAT;
    }

    /** {@code ETHIOPIC SYLLABLE MU} is MU; what Unicode writes unlike the usual spelling is put right. */
    private static String syllable(int point) {
        String name = Character.getName(point);
        if (name == null || !name.startsWith(ETHIOPIC)) {
            return " ";
        }
        String syllable = name.substring(ETHIOPIC.length());
        if (syllable.startsWith("GLOTTAL") || syllable.startsWith("PHARYNGEAL")) {
            return "A";
        }
        if (syllable.startsWith("C") && !syllable.startsWith("CH")) {
            return "CH" + syllable.substring(1);
        }
        return syllable.startsWith("PH") ? syllable.substring(0, 1) + syllable.substring(2) : syllable;
    }
}
