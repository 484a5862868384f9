package org.kivuko.model.travel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A machine-readable zone of ICAO Doc 9303, cut into its fields: TD1 (three lines of 30), TD2 (two of 36), TD3 (two of 44).
 * Holds personal data and is never shown.
 */
final class MrzZone {
    private static final Pattern LINE = Pattern.compile("[A-Z0-9<]+");
    private static final int[] WEIGHTS = {7, 3, 1};
    private static final int LETTER_A = 10;
    private static final int TD1_WIDTH = 30;
    private static final int TD2_WIDTH = 36;
    private static final int TD3_WIDTH = 44;
    private static final char FILLER = '<';

    private final String type;
    private final String issuer;
    private final String number;
    private final String birth;
    private final String sex;
    private final String expiry;
    private final String nationality;
    private final String names;
    private final List<String> broken = new ArrayList<>();

    /** The zone in these lines; empty where they are none. */
    static Optional<MrzZone> of(List<String> lines) {
        boolean even = lines.stream()
                .allMatch(line -> LINE.matcher(line).matches()
                        && line.length() == lines.get(0).length());
        if (lines.isEmpty() || !even || lines.get(0).startsWith("V")) {
            return Optional.empty();
        }
        int width = lines.get(0).length();
        if (lines.size() == 3 && width == TD1_WIDTH) {
            return Optional.of(td1(lines.get(0), lines.get(1), lines.get(2)));
        }
        return lines.size() == 2 && (width == TD2_WIDTH || width == TD3_WIDTH)
                ? Optional.of(td2or3(lines.get(0), lines.get(1)))
                : Optional.empty();
    }

    private static MrzZone td1(String first, String second, String third) {
        var zone = new MrzZone(
                first.substring(0, 5),
                first.substring(5, 15),
                second.substring(0, 15),
                second.substring(15, 18),
                third,
                first.substring(15, 30));
        zone.check(
                "composite",
                first.substring(5) + second.substring(0, 7) + second.substring(8, 15) + second.substring(18, 29),
                second.charAt(29));
        return zone;
    }

    private static MrzZone td2or3(String first, String second) {
        boolean td3 = second.length() == TD3_WIDTH;
        var zone = new MrzZone(
                first.substring(0, 5),
                second.substring(0, 10),
                second.substring(13, 28),
                second.substring(10, 13),
                first.substring(5),
                td3 ? "" : second.substring(28, 35));
        int end = second.length() - 1;
        if (td3) {
            char digit = second.charAt(42);
            String personal = second.substring(28, 42);
            // Doc 9303-4, 4.2.2.2: where the field is empty its check digit may be a filler, too.
            if (digit != FILLER || !isEmpty(personal)) {
                zone.check("optional", personal, digit);
            }
        }
        zone.check(
                "composite",
                second.substring(0, 10) + second.substring(13, 20) + second.substring(21, end),
                second.charAt(end));
        return zone;
    }

    /**
     * @param document type and issuer
     * @param numbered the number and its check digit
     * @param dated birth, sex and expiry with their check digits
     */
    private MrzZone(String document, String numbered, String dated, String nationality, String names, String optional) {
        this.type = document.substring(0, 2);
        this.issuer = document.substring(2);
        this.birth = dated.substring(0, 6);
        this.sex = dated.substring(7, 8);
        this.expiry = dated.substring(8, 14);
        this.nationality = nationality;
        this.names = names;
        String rest = optional.indexOf(FILLER) < 0 ? optional : optional.substring(0, optional.indexOf(FILLER));
        boolean goesOn = numbered.charAt(9) == FILLER && rest.length() > 1;
        this.number = numbered.substring(0, 9) + (goesOn ? rest.substring(0, rest.length() - 1) : "");
        char numberDigit = goesOn ? rest.charAt(rest.length() - 1) : numbered.charAt(9);
        check("number", number, numberDigit);
        check("birth", birth, dated.charAt(6));
        check("expiry", expiry, dated.charAt(14));
    }

    private void check(String field, String text, char digit) {
        if (digit != (char) ('0' + checkDigit(text))) {
            broken.add(field);
        }
    }

    /** Doc 9303-3, 4.9: weights 7, 3, 1; digits as themselves, A to Z as 10 to 35, the filler as 0; modulo 10. */
    static int checkDigit(String text) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            int value = sign == FILLER ? 0 : sign <= '9' ? sign - '0' : sign - 'A' + LETTER_A;
            sum += value * WEIGHTS[i % WEIGHTS.length];
        }
        return sum % 10;
    }

    /** The fields whose check digits do not fit. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    String type() {
        return trimmed(type);
    }

    String issuer() {
        return trimmed(issuer);
    }

    String number() {
        return trimmed(number);
    }

    String birth() {
        return birth;
    }

    String sex() {
        return sex;
    }

    String expiry() {
        return expiry;
    }

    String nationality() {
        return trimmed(nationality);
    }

    /** The primary identifier, words with one space between. */
    String surname() {
        int end = names.indexOf("<<");
        return words(end < 0 ? names : names.substring(0, end));
    }

    /** The secondary identifier; where there is none, the primary once more: a record needs both, and who has one name is found under it. */
    String givenNames() {
        int end = names.indexOf("<<");
        String secondary = end < 0 ? "" : words(names.substring(end));
        return secondary.isEmpty() ? surname() : secondary;
    }

    static boolean isEmpty(String field) {
        return field.chars().allMatch(sign -> sign == FILLER);
    }

    private static String words(String field) {
        return field.replaceAll("<+", " ").strip();
    }

    private static String trimmed(String field) {
        return field.replaceAll("<+$", "");
    }

    @Override
    public String toString() {
        return "MrzZone[" + broken.size() + " broken]";
    }
}
